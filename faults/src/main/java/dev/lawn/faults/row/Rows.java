package dev.lawn.faults.row;

import dev.lawn.faults.measure.Bounds;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.row.NodeFault.ProxyFails;
import dev.lawn.faults.row.NodeFault.Signalled;
import dev.lawn.simulator.proxy.ProxyFault;
import dev.lawn.simulator.service.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The matrix, in the order it runs: what shares a world first, what wants the machine last. */
public final class Rows {

    /** G3, p99. */
    private static final long BACK = 60;

    private Rows() {}

    /**
     * All of them.
     *
     * @param stormNodes how many scripted nodes the storm has
     */
    public static List<Row> all(int stormNodes) {
        return Stream.of(signals(), supervisor(), proxies(), site(), starts(), scripted(stormNodes))
                .flatMap(List::stream)
                .toList();
    }

    /** Some that take little time and show much: part of the build's tests. */
    public static List<String> quick() {
        return List.of(
                "kill-browser",
                "kill-worker",
                "stop-driver",
                "kill-supervisor-stopped-worker",
                "stdout-flood");
    }

    private static List<Row> signals() {
        return List.of(
                killed(Role.WORKER, 1, Set.of()),
                killed(Role.DRIVER, 1, Set.of("driver_died")),
                killed(Role.BROWSER, 1, Set.of("browser_died")),
                page(Signal.KILL),
                // Its own beat of 10 s, and 15.
                killed(Role.EXTENSION, 25, Set.of()),
                stopped(Role.WORKER, 20, Set.of("worker_hung")),
                stopped(Role.DRIVER, 20, Set.of("driver_hung")),
                stopped(Role.BROWSER, 20, Set.of("browser_hung")),
                page(Signal.STOP),
                stopped(Role.EXTENSION, 25, Set.of()),
                new Row(
                        "kill-utility",
                        List.of("G8", "G14"),
                        "nothing changes",
                        new Unnoticed(new Signalled(Signal.KILL, Role.UTILITY))));
    }

    private static Row killed(Role role, long detection, Set<String> reasons) {
        return onOneNode(
                "kill-" + role.word(),
                List.of(detection == 1 ? "G2" : "G1", "G3", "G4", "G8", "G14"),
                new Signalled(Signal.KILL, role),
                Bounds.ofSeconds(detection, BACK),
                reasons);
    }

    private static Row stopped(Role role, long detection, Set<String> reasons) {
        return onOneNode(
                "stop-" + role.word(),
                List.of("G1", "G3", "G4", "G8", "G14"),
                new Signalled(Signal.STOP, role),
                Bounds.ofSeconds(detection, BACK),
                reasons);
    }

    /** The one time that a page is needed. */
    private static Row pageAtSignIn(Signal signal, String reason, long within) {
        return new Row(
                signal.name().toLowerCase(Locale.ROOT) + "-page-at-sign-in",
                List.of(signal == Signal.KILL ? "G2" : "G1", "G3", "G4"),
                "%s ≤ %d s, back ≤ %d s".formatted(reason, within, BACK),
                new PageAtSignIn(
                        signal, reason, Duration.ofSeconds(within), Duration.ofSeconds(BACK)));
    }

    /** The parked tab lives in the extension's renderer; another one may be of no use. */
    private static Row page(Signal signal) {
        Bounds bounds = Bounds.ofSeconds(20, BACK);
        return new Row(
                signal.name().toLowerCase(Locale.ROOT) + "-page",
                List.of("G1", "G3", "G4", "G8", "G14"),
                "a spare renderer: earns on, or seen ≤ 20 s and back ≤ %d s".formatted(BACK),
                new OnOneNode(new Signalled(signal, Role.PAGE), bounds, Set.of(), true));
    }

    private static Row onOneNode(
            String name,
            List<String> promises,
            NodeFault fault,
            Bounds bounds,
            Set<String> reasons) {
        String bound =
                "seen ≤ %d s, back ≤ %d s"
                        .formatted(bounds.detection().toSeconds(), bounds.recovery().toSeconds());
        return new Row(name, promises, bound, new OnOneNode(fault, bounds, reasons, false));
    }

    private static List<Row> supervisor() {
        String gone = "all gone ≤ 5 s, back ≤ 60 s, counters kept";
        return List.of(
                new Row(
                        "kill-supervisor",
                        List.of("G4", "G5", "G11"),
                        gone,
                        new SupervisorKilled(false)),
                new Row(
                        "kill-supervisor-stopped-worker",
                        List.of("G4", "G5", "G11"),
                        gone,
                        new SupervisorKilled(true)),
                new Row(
                        "stop-supervisor",
                        List.of("G8"),
                        "no restarts after 20 s of standstill",
                        new SupervisorStopped(Duration.ofSeconds(20))),
                new Row(
                        "term-during-start",
                        List.of("G4", "G18"),
                        "out ≤ 15 s, nothing left, 3 times",
                        new TermDuringStart(3)));
    }

    private static List<Row> proxies() {
        Duration lasts = Duration.ofSeconds(30);
        return List.of(
                proxy("refused", ProxyFault.REFUSED, 20, lasts, Set.of()),
                // The extension itself gives a silent peer 35 s.
                proxy("hanging", ProxyFault.HANGING, 50, Duration.ofSeconds(75), Set.of()),
                proxy("407", ProxyFault.WRONG_CREDENTIALS, 20, lasts, Set.of()),
                proxy("502", ProxyFault.BAD_GATEWAY, 20, lasts, Set.of()),
                proxyAtStart("refused", ProxyFault.REFUSED, "proxy_unreachable"),
                proxyAtStart("hanging", ProxyFault.HANGING, "proxy_unreachable"),
                proxyAtStart("407", ProxyFault.WRONG_CREDENTIALS, "proxy_auth"),
                proxyAtStart("502", ProxyFault.BAD_GATEWAY, "site_down"));
    }

    private static Row proxy(
            String word, ProxyFault fault, long detection, Duration lasts, Set<String> reasons) {
        return onOneNode(
                "proxy-" + word,
                List.of("G3", "G8", "G14"),
                new ProxyFails(fault, lasts),
                Bounds.ofSeconds(detection, BACK),
                reasons);
    }

    private static Row proxyAtStart(String word, ProxyFault fault, String reason) {
        return atStart(
                "proxy-" + word + "-at-start",
                reason,
                45,
                new AtStart(
                        (world, on) -> world.simulator().set(0, on ? fault : ProxyFault.NONE),
                        Set.of(reason),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(BACK)));
    }

    private static Row atStart(String name, String reason, long within, AtStart experiment) {
        String back = experiment.recovery() == null ? "" : ", back ≤ %d s".formatted(BACK);
        return new Row(
                name,
                List.of("G3", "G14"),
                "%s ≤ %d s%s".formatted(reason, within, back),
                experiment);
    }

    private static List<Row> site() {
        Duration back = Duration.ofSeconds(BACK);
        return List.of(
                site("site-sockets-dropped", Fault.DROP_SOCKETS, Duration.ofSeconds(1), 0, back),
                site("site-sockets-refused", Fault.REFUSE_SOCKETS, Duration.ofMinutes(2), 0, back),
                site("site-500", Fault.ERROR_500, Duration.ofSeconds(45), 0, back),
                site("site-endless-load", Fault.ENDLESS_LOAD, Duration.ofSeconds(45), 0, back),
                siteAtStart("site-500-at-start", Fault.ERROR_500, back),
                siteAtStart("site-endless-load-at-start", Fault.ENDLESS_LOAD, back),
                // A form that was submitted once is not submitted again for ten minutes.
                siteAtStart("site-sign-in-hang", Fault.SIGN_IN_HANG, null));
    }

    private static Row site(String name, Fault fault, Duration lasts, int restarts, Duration back) {
        return new Row(
                name,
                List.of("G3", "G4", "G6"),
                "≤ %d restarts, back ≤ %d s".formatted(restarts, back.toSeconds()),
                new SiteFails(fault, lasts, restarts, back));
    }

    private static Row siteAtStart(String name, Fault fault, @Nullable Duration back) {
        return atStart(
                name,
                "site_down",
                75,
                new AtStart(
                        (world, on) -> world.simulator().set(on ? fault : Fault.NONE),
                        Set.of("site_down"),
                        Duration.ofSeconds(75),
                        back));
    }

    private static List<Row> starts() {
        return List.of(
                // A second, and the two of the page's poll.
                pageAtSignIn(Signal.KILL, "renderer_crashed", 3),
                pageAtSignIn(Signal.STOP, "renderer_hung", 20),
                // Whose deadline ends first, the worker's or ours, does not matter.
                Damages.browser(
                        "start-hang",
                        "exec sleep 1000",
                        75,
                        BACK,
                        Set.of("start_timeout", "browser_hung", "browser_start_failed")),
                Damages.browser(
                        "start-failure", "exit 1", 30, BACK, Set.of("browser_start_failed")),
                Damages.profile("profile-locked", Damages::lock, Duration.ofSeconds(BACK)),
                Damages.profile("profile-corrupt", Damages::corrupt, Duration.ofSeconds(BACK)),
                new Row(
                        "disk-full",
                        List.of("G3", "G12"),
                        "disk_full ≤ 1 s, back ≤ 60 s",
                        new FullDisk(Duration.ofSeconds(1), Duration.ofSeconds(BACK))));
    }

    private static List<Row> scripted(int stormNodes) {
        return List.of(
                hostile("endless-line"),
                hostile("flood"),
                hostile("invalid-utf8"),
                hostile("half-lines"),
                new Row(
                        "no-stdin",
                        List.of("G8", "G18"),
                        "TERM to exit ≤ 15 s",
                        new NeverReads("no-stdin")),
                new Row(
                        "kept-sessions",
                        List.of("G4", "G5", "G7", "G18"),
                        "50 ends at random moments: 0 new sign-ins",
                        new KeptSessions(50)),
                new Row(
                        "clock-jump",
                        List.of("G6", "G8", "G11"),
                        "a day ahead, two back, right again: no restarts, quarantine stays",
                        new ClockJump()),
                new Row(
                        "storm",
                        List.of("G6", "G17", "G18"),
                        "≤ 4 starts at once, none behind a dead proxy, all back ≤ 10 min, ≤ 256 MiB, ≤ 0.2 core, out ≤ 15 s",
                        new Storm(stormNodes, 4)));
    }

    private static Row hostile(String script) {
        return new Row(
                "stdout-" + script,
                List.of("G8", "G9"),
                "quarantined ≤ 10 s, beats ≤ 1 s late, heap + ≤ 16 MiB",
                new Hostile(script));
    }
}
