package dev.lawn.faults.leak;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The pages that a node's browser is made to load, and what came of them. */
final class Visits {

    private final Beside beside;
    private final String hostile;
    private final URI site;
    private final List<String> secret;
    private final Set<String> candidates = new LinkedHashSet<>();
    private String firstLog = "";
    private int count;
    private int completed;

    /**
     * @param secret the addresses that no page should be told
     */
    Visits(Beside beside, String hostile, URI site, List<String> secret) {
        this.secret = List.copyOf(secret);
        this.beside = beside;
        this.hostile = hostile;
        this.site = site;
    }

    /** One page of each kind; takes about 10 s. */
    void round() throws IOException {
        count += 2;
        String log = beside.open(hostile).text();
        if (log.contains("gathering: ")) {
            completed++;
            firstLog = firstLog.isEmpty() ? log : firstLog;
        }
        log.lines()
                .filter(line -> line.startsWith("candidate "))
                .filter(line -> secret.stream().anyMatch(line::contains))
                .forEach(candidates::add);
        Insider.Seen _ = beside.open(site.toString());
    }

    int count() {
        return count;
    }

    /** How often the hostile page came, and did all it can. */
    int completed() {
        return completed;
    }

    /** WebRTC candidates that tell an address of the host. */
    List<String> candidates() {
        return List.copyOf(candidates);
    }

    /** What the page wrote of its attempts the first time; empty before. */
    String firstLog() {
        return firstLog;
    }
}
