package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Lawn;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the beats of good nodes, the heap and the offender all along, on a thread of its own.
 */
final class Observer {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final ScriptedWorld world;
    private final List<String> good;
    private final String offender;
    private final Duration silence;
    private final Thread thread;
    private volatile boolean over;
    private volatile Duration oldest = Duration.ZERO;
    private volatile long heap;
    private volatile long written;

    /**
     * Begins to look.
     *
     * @param silence how old beats count where /metrics itself does not answer
     */
    Observer(ScriptedWorld world, List<String> good, String offender, Duration silence) {
        this.world = world;
        this.good = good;
        this.offender = offender;
        this.silence = silence;
        this.thread = Thread.ofPlatform().daemon().name("observer").start(this::look);
    }

    private void look() {
        Lawn lawn = world.lawn();
        try {
            while (!over) {
                Beats now = Beats.of(lawn, good, silence);
                oldest = now.oldest().compareTo(oldest) > 0 ? now.oldest() : oldest;
                heap = Math.max(heap, now.heapBytes());
                written = Math.max(written, written());
                Watch.pause(LOOK_EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the offender's workers wrote, of the latest that was seen; proc(5), wchar. */
    private long written() {
        Optional<Member> worker =
                world.census().latest().stream()
                        .filter(each -> each.node().equals(offender) && !each.zombie())
                        .filter(each -> each.role().equals(Optional.of(Role.WORKER)))
                        .findFirst();
        return worker.map(each -> written(each.pid())).orElse(0L);
    }

    private static long written(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                    .filter(line -> line.startsWith("wchar:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // It has gone between two looks.
        }
    }

    /** The oldest that a beat of a good node ever was. */
    Duration oldest() {
        return oldest;
    }

    /** The most that the heap ever held, garbage included. */
    long heapBytes() {
        return heap;
    }

    /** The most that one worker of the offender was seen to have written. */
    long writtenBytes() {
        return written;
    }

    /** Looks no more. */
    void end() throws InterruptedException {
        over = true;
        thread.join();
    }
}
