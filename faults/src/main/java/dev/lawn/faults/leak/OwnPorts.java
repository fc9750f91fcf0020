package dev.lawn.faults.leak;

import dev.lawn.faults.lawn.PrivateNetwork;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of loopback in a private network.
 *
 * @param lawns all that supervisor, worker, driver and browser listen on
 * @param canary the canary's
 */
record OwnPorts(List<Integer> lawns, int canary) {

    /** One of them is a page of each: of the supervisor, of a driver, of a browser. */
    private static final List<String> PAGES = List.of("/metrics", "/status", "/json/version");

    /** A page that is shorter than this has nothing to be known by. */
    private static final int ENOUGH = 12;

    OwnPorts {
        lawns = List.copyOf(lawns);
    }

    static OwnPorts of(PrivateNetwork network, int canary) throws IOException {
        return new OwnPorts(
                network.listening().stream().filter(port -> port != canary).toList(), canary);
    }

    List<Integer> all() {
        List<Integer> all = new ArrayList<>(lawns);
        all.add(canary);
        return all;
    }

    /**
     * Has the browser open each, and a process beside it use each as a proxy.
     *
     * @param site what a proxy could be had for, on this host
     * @return what was reached, a line each
     */
    List<String> reachedBy(Beside beside, URI site) throws IOException {
        List<String> reached = new ArrayList<>();
        int known = 0;
        for (int port : lawns) {
            for (String page : PAGES) {
                String url = "http://127.0.0.1:%d%s".formatted(port, page);
                String text = beside.get(url).text().strip();
                if (text.length() >= ENOUGH) {
                    known++;
                    String shown = beside.open(url).text();
                    if (shown.contains(text.lines().findFirst().orElseThrow())) {
                        reached.add("the browser reached " + url);
                    }
                }
            }
            String answer = beside.by(port, site + "ip").text().strip();
            if (answer.equals(site.getHost())) {
                reached.add("whoever likes uses port %d as a proxy".formatted(port));
            }
        }
        if (known < PAGES.size()) {
            reached.add("only %d of its own pages were found: nothing was tried".formatted(known));
        }
        return reached;
    }
}
