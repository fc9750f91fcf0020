package dev.lawn.faults.thrift;

import dev.lawn.faults.world.MeteredWorld;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What came of a trial; all nodes together.
 *
 * @param window what passed while nothing but the steady state went on
 * @param whole what passed from the start of Lawn until its nodes had stopped
 * @param haste how many times faster than it ships Lawn asked the API and for the exit IP
 * @param nodes how many
 * @param restless what was not steady, a line each
 */
public record Outcome(Reading window, Reading whole, int haste, int nodes, List<String> restless) {

    private static final double PERCENT = 100;
    private static final double NANOS = 1e9;

    public Outcome {
        restless = List.copyOf(restless);
    }

    /** Control bytes of a node in an hour, as the proxies saw them. */
    double controlPerHour() {
        return Bounds.perHour(window.of(Purpose.CONTROL).bytes(), window.nanos(), haste);
    }

    /** What did not hold, a line each; empty where all did. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>(restless);
        Bounds bounds = Bounds.PROMISED;
        if (controlPerHour() > bounds.controlPerHour()) {
            broken.add(
                    "control takes %.0f bytes per node-hour, more than %d"
                            .formatted(controlPerHour(), bounds.controlPerHour()));
        }
        if (window.difference() > bounds.difference() || whole.difference() > bounds.difference()) {
            broken.add(
                    "relay and proxy differ by %s in the window, %s in all"
                            .formatted(percent(window), percent(whole)));
        }
        long pages = window.of(MeteredWorld.APP).connections();
        if (pages > 0) {
            broken.add("the web app was asked %d times in the steady state".formatted(pages));
        }
        if (window.of(MeteredWorld.API).connections() < nodes
                || window.of(Purpose.SERVICE).bytes() == 0) {
            broken.add("the API was not asked, or no node worked: nothing was measured");
        }
        return List.copyOf(broken);
    }

    private static String percent(Reading reading) {
        return String.format(Locale.ROOT, "%.3f %%", reading.difference() * PERCENT);
    }

    /** Figures and verdict, as Markdown. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| host | purpose | connections | sent | received | bytes per node-hour |");
        lines.add("|---|---|---|---|---|---|");
        new TreeSet<>(window.byHost().keySet()).forEach(host -> lines.add(row(host)));
        lines.add("");
        lines.add(
                "| | sent by relay | by proxy | received by relay | by proxy | control by relay | by proxy | worst difference |");
        lines.add("|---|---|---|---|---|---|---|---|");
        lines.add(row("window", window));
        lines.add(row("from start to stop", whole));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d nodes, %.0f s each: control takes %.1f kB per node-hour (bound %d), service %.1f kB, all else %.1f kB.",
                        nodes,
                        window.nanos() / NANOS / nodes,
                        controlPerHour() / 1000,
                        Bounds.PROMISED.controlPerHour() / 1000,
                        kilobytes(Purpose.SERVICE),
                        kilobytes(Purpose.OTHER)));
        lines.addAll(broken().stream().map(line -> "Broken: " + line).toList());
        lines.add(broken().isEmpty() ? "Holds." : "Does not hold.");
        return lines;
    }

    /** Of what does not come by the times that haste shortens. */
    private double kilobytes(Purpose purpose) {
        return Bounds.perHour(window.of(purpose).bytes(), window.nanos(), 1) / 1000;
    }

    private String row(String host) {
        ProxyTraffic traffic = window.of(host);
        Purpose purpose = Purpose.of(host);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %.0f |",
                host,
                purpose.name().toLowerCase(Locale.ROOT),
                traffic.connections(),
                traffic.fromClient(),
                traffic.toClient(),
                Bounds.perHour(
                        traffic.bytes(), window.nanos(), purpose == Purpose.CONTROL ? haste : 1));
    }

    private static String row(String name, Reading reading) {
        Long control = reading.relayed().control();
        return "| %s | %d | %d | %d | %d | %s | %d | %s |"
                .formatted(
                        name,
                        reading.relayed().sent(),
                        reading.proxied().fromClient(),
                        reading.relayed().received(),
                        reading.proxied().toClient(),
                        control == null ? "not told" : control,
                        reading.of(Purpose.CONTROL).bytes(),
                        percent(reading));
    }
}
