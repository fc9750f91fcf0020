package dev.lawn.faults.soak;

import dev.lawn.common.proc.Procfs;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Usage;
import dev.lawn.faults.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must not grow, measured while all nodes earn: a node that starts is larger for a while. */
final class Growth {

    private static final double MIB = 1024.0 * 1024.0;

    private final Map<String, Slope> slopes = new LinkedHashMap<>();

    /** Measures once. */
    void measure(World world) throws IOException {
        long now = Watch.now();
        Usage supervisor = Usage.of(world.lawn().pid());
        List<Member> members = world.census().take();
        double pss =
                members.stream().mapToLong(each -> Procfs.pssBytes(each.pid()).orElse(0)).sum();
        add("supervisor RSS, MiB", now, supervisor.rssBytes() / MIB);
        add("supervisor fds", now, (double) supervisor.fds());
        add("supervisor threads", now, (double) supervisor.threads());
        add("PSS per node, MiB", now, pss / MIB / world.nodes().size());
        add("processes per node", now, (double) members.size() / world.nodes().size());
        long disk = world.workspace().stateBytes();
        if (disk >= 0) {
            add("state directory, MiB", now, disk / MIB);
        }
    }

    private void add(String name, long now, double value) {
        slopes.computeIfAbsent(name, _ -> new Slope()).add(now, value);
    }

    /** As rows of a table in Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| what | n | first → last | slope per hour |");
        lines.add("|---|---|---|---|");
        slopes.forEach(
                (name, slope) ->
                        lines.add(
                                "| %s | %d | %s | %s |"
                                        .formatted(name, slope.size(), slope.ends(), text(slope))));
        lines.add("");
        lines.add(span());
        return lines;
    }

    private String span() {
        double hours = slopes.values().stream().mapToDouble(Slope::hours).max().orElse(0);
        return "Measured between faults, while every node earned, over %.1f h%s."
                .formatted(hours, hours < 1 ? ": too short a time for slopes to mean much" : "");
    }

    private static String text(Slope slope) {
        return slope.perHour().isPresent() ? "%+.1f".formatted(slope.perHour().getAsDouble()) : "–";
    }
}
