package dev.lawn.supervisor.process.contain;

import dev.lawn.supervisor.plan.FleetPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to hold processes together, the strongest first; each is tried before it is trusted. */
public final class Rungs {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Rungs.class);

    private Rungs() {}

    /** Tries all of them, for {@code lawn doctor}; takes some hundred milliseconds. */
    public static List<RungReport> survey() {
        return Stream.of(FleetPlan.Containment.values())
                .filter(rung -> rung != FleetPlan.Containment.AUTO)
                .map(Rungs::report)
                .toList();
    }

    private static RungReport report(FleetPlan.Containment rung) {
        try {
            probe(rung);
            return new RungReport(rung, null);
        } catch (ContainmentException e) {
            return new RungReport(rung, String.valueOf(e.getMessage()));
        }
    }

    private static void probe(FleetPlan.Containment rung) throws ContainmentException {
        switch (rung) {
            case AUTO -> throw new IllegalArgumentException("auto is a choice, no rung");
            case PID_NAMESPACE -> {
                boolean _ = PidNamespace.probe();
            }
            case CGROUP -> {
                CgroupHome _ = Cgroup.probe();
            }
            case SUBREAPER -> {
                Libc _ = Subreaper.probe();
            }
            case MARKER -> Marker.probe();
        }
    }

    /**
     * Gets one ready.
     *
     * @param wanted the one to use, or {@code AUTO} for the strongest that works
     * @param runId of this run; the marker of every process begins with it and a dash
     * @throws ContainmentException where what is wanted does not work; says what to do
     */
    public static Containment choose(FleetPlan.Containment wanted, String runId)
            throws ContainmentException {
        if (wanted == FleetPlan.Containment.AUTO) {
            return strongest(runId);
        }
        try {
            return open(wanted, runId);
        } catch (ContainmentException e) {
            throw new ContainmentException(
                    "containment %s does not work on this host: %s; mend that, or leave the choice to Lawn with containment: auto"
                            .formatted(RungReport.name(wanted), e.getMessage()));
        }
    }

    private static Containment strongest(String runId) throws ContainmentException {
        ContainmentException last = new ContainmentException("nothing was tried");
        for (FleetPlan.Containment rung : FleetPlan.Containment.values()) {
            try {
                if (rung != FleetPlan.Containment.AUTO) {
                    return open(rung, runId);
                }
            } catch (ContainmentException e) {
                LOG.info("containment {}: {}", RungReport.name(rung), e.getMessage());
                last = e;
            }
        }
        throw new ContainmentException(
                "no way to hold processes together works on this host, not even a session and a marker: %s; install util-linux"
                        .formatted(last.getMessage()));
    }

    private static Containment open(FleetPlan.Containment rung, String runId)
            throws ContainmentException {
        return switch (rung) {
            case AUTO -> strongest(runId);
            case PID_NAMESPACE -> PidNamespace.open();
            case CGROUP -> Cgroup.open(runId);
            case SUBREAPER -> Subreaper.open(runId);
            case MARKER -> Marker.open(runId);
        };
    }

    /**
     * Ends and removes the cgroups that a supervisor left behind, which was killed with its warden.
     */
    public static void removeLeftovers(String markerPrefix) {
        CgroupHome.find()
                .ifPresent(
                        home -> {
                            try {
                                home.leaves(markerPrefix).forEach(each -> each.end(PATIENCE));
                            } catch (IOException e) {
                                LOG.info("cannot look for old cgroups: {}", e.toString());
                            }
                        });
    }
}
