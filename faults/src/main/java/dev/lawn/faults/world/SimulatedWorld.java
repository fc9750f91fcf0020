package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.service.Stats;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Real browsers on a simulator: who earns is told by the sockets that they have open to it. */
public abstract class SimulatedWorld extends World {

    /** The demo's extension speaks every 10 s; the rest is for a busy host. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final Simulator simulator;

    SimulatedWorld(Installation installation, Workspace workspace, Simulator simulator) {
        super(installation, workspace);
        this.simulator = simulator;
    }

    public final Simulator simulator() {
        return simulator;
    }

    /** Whether this node opened that socket. */
    abstract boolean isOf(String node, Stats.OpenSocket socket);

    @Override
    public final boolean earning(String node) {
        return sinceHeard(node).compareTo(SILENCE) < 0;
    }

    @Override
    public final Duration sinceHeard(String node) {
        Instant now = Instant.now();
        return simulator.stats().sockets().stream()
                .filter(socket -> isOf(node, socket))
                .map(socket -> Duration.between(socket.heardAt(), now))
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            super.close();
        } finally {
            simulator.close();
        }
    }
}
