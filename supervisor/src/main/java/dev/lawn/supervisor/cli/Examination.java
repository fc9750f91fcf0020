package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.preflight.BindChecks;
import dev.lawn.supervisor.preflight.Finding;
import dev.lawn.supervisor.preflight.HostProbe;
import dev.lawn.supervisor.preflight.Level;
import dev.lawn.supervisor.preflight.Preflight;
import dev.lawn.supervisor.preflight.Probe;
import dev.lawn.supervisor.preflight.Wanted;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The same look at the host for {@code doctor}, {@code up} and {@code demo}. */
final class Examination {

    private Examination() {}

    /**
     * Everything that was looked at, what is fine included.
     *
     * @param stateDir need not exist yet
     * @param more what else looks at the host
     */
    static List<Finding> of(FleetPlan plan, Path stateDir, List<Probe> more) {
        HostProbe host = new HostProbe(plan.browser(), stateDir, Host.isRoot());
        List<Finding> findings =
                new ArrayList<>(Preflight.check(host.read(Instant.now()), Wanted.of(plan)));
        findings.addAll(BindChecks.of(plan.nodes()));
        more.forEach(probe -> findings.addAll(probe.look()));
        return findings;
    }

    /** What the host lacks for a plan that is to run beside what runs already, a line each. */
    static List<String> shortages(FleetPlan plan, Path stateDir) {
        return of(plan, stateDir, List.of()).stream()
                .filter(Finding::isError)
                .map(Finding::words)
                .toList();
    }

    /**
     * Takes the state directory, and leaves it again where the host will not do.
     *
     * @throws UserException where another supervisor has it, or with every error
     */
    static StateDirectory taken(FleetPlan plan, Path stateDir, PrintWriter out)
            throws UserException, IOException {
        StateDirectory state = RunningLawn.take(stateDir);
        try {
            beforeStart(plan, stateDir, out);
            return state;
        } catch (UserException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /**
     * Prints warnings, and goes no further where there is an error; a shortage that may pass is
     * none.
     *
     * @throws UserException with every error on a line of its own
     */
    static void beforeStart(FleetPlan plan, Path stateDir, PrintWriter out) throws UserException {
        List<Finding> findings = Preflight.forStart(of(plan, stateDir, List.of()));
        findings.stream().filter(finding -> finding.level() == Level.WARNING).forEach(out::println);
        out.flush();
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    errors.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
    }
}
