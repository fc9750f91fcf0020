package dev.lawn.faults.measure;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at a world every 100 ms, and keeps what it saw. */
public final class Watch {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A pass over /proc costs more than a status. */
    private static final Duration CENSUS_EVERY = Duration.ofMillis(300);

    private static final Time TIME = new SystemTime();

    private final World world;
    private final List<Sight> sights = new ArrayList<>();
    private long nextCensus = TIME.nanos();

    public Watch(World world) {
        this.world = world;
    }

    /** The monotonic clock all sights are dated by. */
    public static long now() {
        return TIME.nanos();
    }

    /** Waits for a moment without looking. */
    public static void pause(Duration duration) {
        long end = now() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - now()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Looks until it sees this; whether it did in time. */
    public boolean until(Duration atMost, Predicate<Sight> seen)
            throws IOException, InterruptedException {
        long deadline = now() + atMost.toNanos();
        do {
            if (seen.test(look())) {
                return true;
            }
            pause(PAUSE);
        } while (now() - deadline < 0);
        return false;
    }

    /** Looks for so long, whatever there is to see. */
    public void during(Duration time) throws IOException, InterruptedException {
        boolean _ = until(time, _ -> false);
    }

    /** Looks once. */
    public Sight look() throws IOException, InterruptedException {
        if (now() - nextCensus >= 0) {
            world.census().take();
            nextCensus = now() + CENSUS_EVERY.toNanos();
        }
        Map<String, Boolean> earning = new HashMap<>();
        Status status = status();
        world.nodes().forEach(node -> earning.put(node, world.earning(node)));
        Sight sight = new Sight(now(), status, earning);
        sights.add(sight);
        return sight;
    }

    private @Nullable Status status() throws InterruptedException {
        try {
            return world.lawn().status();
        } catch (IOException _) {
            return null;
        }
    }

    /** What was seen from this moment on. */
    public List<Sight> since(long nanos) {
        return sights.stream().filter(each -> each.nanos() - nanos >= 0).toList();
    }
}
