package dev.lawn.supervisor.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise G7 over random schedules: leaves, forms, faults, kills before and after each write, wall
 * clocks that jump, reboots. What counts is when a form was submitted, by a clock that nobody sets.
 */
class SignInCrashScheduleTest {

    private static final int SCHEDULES = 10_000;
    private static final int STEPS = 50;

    /** Long enough to reach the bound of a day. */
    private static final int LONG_SCHEDULES = 100;

    private static final int MANY_STEPS = 400;
    private static final String[] NODES = {"a", "b"};

    @TempDir private Path fallback;
    private int forms;

    @Test
    void noScheduleSubmitsMoreFormsThanAllowed() throws Exception {
        assertThat(schedulesThatExceed(SignInBudget.G7, SCHEDULES, STEPS)).isEmpty();
        // Else it would have proven little.
        assertThat(forms).isGreaterThan(3 * SCHEDULES);
        assertThat(schedulesThatExceed(SignInBudget.G7, LONG_SCHEDULES, MANY_STEPS)).isEmpty();
    }

    /** The schedules are hard enough: what allows a little more is found out. */
    @ParameterizedTest
    @CsvSource({"4,10", "3,11"})
    void aBudgetOfOneMoreIsFoundOut(int perHour, int perDay) throws Exception {
        SignInBudget more = new SignInBudget(perHour, perDay, SignInBudget.G7.apart());
        assertThat(schedulesThatExceed(more, LONG_SCHEDULES, MANY_STEPS)).isNotEmpty();
    }

    /** The seeds of the schedules in which too many forms were submitted. */
    private List<Integer> schedulesThatExceed(SignInBudget budget, int schedules, int steps)
            throws Exception {
        Path folder = Files.isWritable(Path.of("/dev/shm")) ? memory() : fallback;
        List<Integer> exceeding = new ArrayList<>();
        try (StateDirectory state = StateDirectory.open(folder)) {
            for (int seed = 0; seed < schedules; seed++) {
                Files.deleteIfExists(folder.resolve("accounts/home.json"));
                Schedule schedule = new Schedule(state, budget, seed);
                for (int step = 0; step < steps; step++) {
                    schedule.step();
                }
                if (schedule.exceeds()) {
                    exceeding.add(seed);
                }
                forms += schedule.forms.size();
            }
        } finally {
            delete(folder);
        }
        return exceeding;
    }

    /** On a disk each leave would wait for it. */
    private static Path memory() throws IOException {
        return Files.createTempDirectory(Path.of("/dev/shm"), "lawn-ledgers");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** One life of an account with two nodes. */
    private static final class Schedule {

        final List<Long> forms = new ArrayList<>();
        private final int seed;
        private final Random random;
        private final Path file;
        private final SignInWorld world;
        private @Nullable String signing;
        private @Nullable String submittedBy;
        private boolean isRejected;
        private long lockedOutUntil = Long.MIN_VALUE;

        /** The wall clock minus the true one, in nanoseconds. */
        private long offset;

        private long lowestOffset;

        Schedule(StateDirectory state, SignInBudget budget, int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.file = state.root().resolve("accounts/home.json");
            this.world = new SignInWorld(state, budget, "home/a", "home/b");
        }

        void step() throws IOException {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> ask(NODES[random.nextInt(NODES.length)]);
                case 8, 9 -> submit();
                case 10, 11, 12, 13 -> end(StateName.CONNECTING);
                case 14 -> end(random.nextBoolean() ? StateName.BACKOFF : StateName.NEEDS_HUMAN);
                case 15 -> die();
                case 16 -> jump(random.nextLong(-3_000, 3_000));
                case 17 -> {
                    if (random.nextInt(4) == 0) {
                        reboot();
                    }
                }
                case 18 -> complain();
                default -> pass(random.nextInt(40) == 0 ? 60 * 26 : 50);
            }
        }

        private void pass(int mostMinutes) {
            world.time.advance(Duration.ofSeconds(random.nextInt(60 * mostMinutes)));
            hear();
        }

        private void ask(String node) {
            world.ask(node);
            hear();
            if (signing != null && random.nextBoolean()) {
                submit();
            }
        }

        /** What the desk has answered since, to whomever. */
        private void hear() {
            for (String node : NODES) {
                Answer answer = world.answers.remove(node);
                if (answer instanceof Answer.Refused) {
                    world.seen(node, StateName.STOPPING, StateName.WAITING);
                }
                if (answer instanceof Answer.Given) {
                    given(node);
                }
            }
        }

        private void given(String node) {
            assertThat(isRejected).as("leave after a rejection, seed %d", seed).isFalse();
            assertThat(world.time.nanos())
                    .as("leave in a lockout, seed %d", seed)
                    .isGreaterThanOrEqualTo(lockedOutUntil);
            assertThat(signing).as("two at once, seed %d", seed).isIn(null, node);
            signing = node;
        }

        /** At any moment of its leave, and only once. */
        private void submit() {
            if (signing != null && !isSubmitted()) {
                pass(6);
                forms.add(world.time.nanos());
                submittedBy = signing;
            }
        }

        private boolean isSubmitted() {
            return submittedBy != null;
        }

        private void end(StateName state) {
            String node = signing;
            if (node != null) {
                signing = null;
                submittedBy = null;
                world.seen(node, StateName.STOPPING, state);
                hear();
            }
        }

        /** What the service says of a form. */
        private void complain() {
            String node = signing;
            if (node == null || !isSubmitted()) {
                return;
            }
            // Rarely: each fingerprint takes a while, on purpose.
            if (random.nextInt(300) == 0) {
                world.rejected(node, "refused");
                isRejected = true;
            } else {
                Duration lasts = Duration.ofMinutes(random.nextInt(90));
                world.rateLimited(node, lasts, "wait");
                lockedOutUntil = Math.max(lockedOutUntil, world.time.nanos() + lasts.toNanos());
            }
            end(StateName.BACKOFF);
        }

        /** The worker goes with its supervisor, and may submit its form to the last. */
        private void die() throws IOException {
            if (random.nextBoolean()) {
                submit();
            }
            if (Files.exists(file) && random.nextBoolean()) {
                Files.write(
                        file.resolveSibling("home.json.new"),
                        "{\"version\":1,\"total".getBytes(UTF_8));
            }
            pass(3);
            world.restart();
            signing = null;
            submittedBy = null;
        }

        private void jump(long minutes) {
            Duration by = Duration.ofMinutes(minutes);
            world.time.jump(by);
            offset += by.toNanos();
            lowestOffset = Math.min(lowestOffset, offset);
        }

        /** Over a reboot only the wall clock tells; one that was set forward cannot be seen. */
        private void reboot() throws IOException {
            world.boot = "boot-" + random.nextLong();
            long back = lowestOffset - offset;
            jump(Duration.ofNanos(back).toMinutes() - 1 - random.nextInt(2_000));
            die();
        }

        boolean exceeds() {
            return isOver(3, Duration.ofHours(1)) || isOver(10, Duration.ofDays(1));
        }

        private boolean isOver(int most, Duration window) {
            return IntStream.range(most, forms.size())
                    .anyMatch(i -> forms.get(i) - forms.get(i - most) < window.toNanos());
        }
    }
}
