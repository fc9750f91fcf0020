package dev.lawn.faults.measure;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at a world every 100 ms, and keeps what it saw. */
public final class Watch {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A pass over /proc costs more than a status. */
    private static final Duration CENSUS_EVERY = Duration.ofMillis(300);

    /** Looks are not exactly on time. */
    private static final long ROUND = Duration.ofSeconds(1).toNanos();

    private static final Time TIME = new SystemTime();

    private final World world;
    private final List<Sight> sights = new ArrayList<>();
    private final Map<Long, Long> zombies = new HashMap<>();
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
            note(world.census().take());
            nextCensus = now() + CENSUS_EVERY.toNanos();
        }
        Map<String, Boolean> earning = new HashMap<>();
        long asked = now();
        Status status = status();
        world.nodes().forEach(node -> earning.put(node, world.earning(node)));
        Map<String, Long> heard = new HashMap<>();
        world.nodes().forEach(node -> heard.put(node, heardAt(node)));
        Sight sight = new Sight(asked, now(), status, earning, heard);
        sights.add(sight);
        return sight;
    }

    private long heardAt(String node) {
        return now() - world.sinceHeard(node).toNanos();
    }

    /** Since when each zombie has been one. */
    private void note(List<Member> members) {
        long now = now();
        List<Long> dead = members.stream().filter(Member::zombie).map(Member::pid).toList();
        zombies.keySet().retainAll(dead);
        dead.forEach(pid -> zombies.putIfAbsent(pid, now));
    }

    /** Those that were zombies already at this moment. */
    Set<Long> zombies(long nanos) {
        return zombies.entrySet().stream()
                .filter(each -> each.getValue() - nanos <= ROUND)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The longest time since then in which a status was asked for, and none was answered. */
    Duration longestSilence(long since) {
        return longestSilence(since(since));
    }

    static Duration longestSilence(List<Sight> sights) {
        long longest = 0;
        boolean isAnswered = true;
        long began = 0;
        for (Sight each : sights) {
            began = isAnswered ? each.asked() : began;
            longest = Math.max(longest, each.nanos() - began);
            isAnswered = each.status() != null;
        }
        return Duration.ofNanos(longest);
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
