package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What experiments share: chance, the settings of this run, and one world of real browsers. */
public final class Bench implements AutoCloseable {

    private static final Duration SHORTEST_CONTROL = Duration.ofSeconds(3);

    private final Installation installation;
    private final Random random;
    private final @Nullable String user;
    private final int nodes;
    private final Duration storm;
    private @Nullable RealWorld shared;
    private @Nullable String containment;

    /**
     * @param user as whom Lawn runs; null for whoever runs this
     * @param nodes how many real ones in the shared world
     * @param storm how long all proxies are dead in the storm
     */
    public Bench(
            Installation installation,
            long seed,
            @Nullable String user,
            int nodes,
            Duration storm) {
        this.installation = installation;
        this.random = new Random(seed);
        this.user = user;
        this.nodes = nodes;
        this.storm = storm;
    }

    public Installation installation() {
        return installation;
    }

    public @Nullable String user() {
        return user;
    }

    public Duration storm() {
        return storm;
    }

    /** The world of real nodes that rows share; a Lawn that has ended there is started again. */
    public RealWorld shared() throws IOException {
        RealWorld world = shared;
        if (world == null) {
            world = RealWorld.create(installation, nodes, user);
            shared = world;
            world.up();
        } else if (!world.lawn().isAlive()) {
            world.up();
        }
        return world;
    }

    /** Ends the shared world, before something that wants the machine for itself. */
    public void endShared() throws IOException {
        RealWorld world = shared;
        shared = null;
        if (world != null) {
            noteContainment(world);
            world.close();
        }
    }

    /** Asks the shared world by which rung it holds its processes together. */
    public void noteContainment() {
        if (shared != null) {
            noteContainment(shared);
        }
    }

    private void noteContainment(RealWorld world) {
        try {
            containment = world.lawn().status().containment();
        } catch (IOException _) {
            // A Lawn that has ended tells nothing.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any of them. */
    public <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Any time up to this. */
    public Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis()));
    }

    /** How long to look on before a fault: as long as a full turn of Lawn's own beats, at least. */
    public Duration phase() {
        return SHORTEST_CONTROL.plus(upTo(Duration.ofSeconds(5)));
    }

    /** The rung in use; null where Lawn does not tell. */
    public @Nullable String containment() {
        return containment;
    }

    @Override
    public void close() throws IOException {
        endShared();
    }
}
