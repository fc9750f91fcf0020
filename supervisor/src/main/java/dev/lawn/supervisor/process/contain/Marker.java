package dev.lawn.supervisor.process.contain;

import dev.lawn.supervisor.plan.FleetPlan;
import java.io.IOException;
import java.util.List;

/**
 * The last rung, which works wherever {@code /proc} does: a session for each worker, its marker in
 * the environment of all it starts, and a sweep. A warden sweeps where we were killed.
 */
final class Marker implements Containment {

    private static final List<String> SESSION = List.of("setsid");

    private final Spawner spawner;
    private final Warden warden;

    private Marker(Spawner spawner, Warden warden) {
        this.spawner = spawner;
        this.warden = warden;
    }

    static void probe() throws ContainmentException {
        Trial.exitCode(SESSION);
    }

    static Marker open(String runId) throws ContainmentException {
        probe();
        Spawner spawner = Spawner.begin();
        return new Marker(spawner, Warden.begin(spawner, Warden.sweeping(runId)));
    }

    @Override
    public FleetPlan.Containment rung() {
        return FleetPlan.Containment.MARKER;
    }

    @Override
    public Contained start(String marker, ProcessBuilder builder) throws IOException {
        return SessionHold.of(marker, spawner.start(Words.wrap(SESSION, builder)));
    }

    @Override
    public void close() {
        warden.close();
    }
}
