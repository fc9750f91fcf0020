package dev.lawn.supervisor.process.contain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.process.contain.SupervisorProcess.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every rung, as every user: nobody outlives a worker, or its supervisor. */
class ContainmentTest {

    /** Promise G4; each is far quicker. */
    private static final Duration GONE = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final List<FleetPlan.Containment> RUNGS =
            Stream.of(FleetPlan.Containment.values())
                    .filter(rung -> rung != FleetPlan.Containment.AUTO)
                    .toList();

    /** Every rung, as who runs the tests and, where that is root, as a plain user. */
    static final List<Arguments> EVERYWHERE =
            Stream.of(User.values())
                    .filter(user -> user == User.SELF || isRoot())
                    .flatMap(user -> RUNGS.stream().map(rung -> Arguments.of(user, rung)))
                    .toList();

    /** A child, a stopped child, a daemon in a session of its own, and an orphan that ended. */
    private static final String FAMILY =
            """
            sleep 600 $1 &
            sh -c 'kill -STOP $$' sh $1 &
            setsid sh -c 'sleep 600 $1 & exit' sh $1
            sh -c 'sleep 0.2 &'
            sleep 600 $1
            exit 42
            """;

    /** What nobody finds by marker, session or parent. */
    private static final String RUNAWAY =
            """
            env -i setsid sh -c 'sleep 600 $1 & exit' sh $1
            sleep 600 $1 & wait
            """;

    /** What is left of a stopped renderer whose browser was killed. */
    private static final String STOPPED_ORPHAN =
            """
            sh -c 'env -i sleep 600 $1 & sleep 600 $1' sh $1 &
            sleep 600 $1
            """;

    @TempDir private static Path classes;

    @BeforeAll
    static void copyClasses() throws Exception {
        SupervisorProcess.copyClasses(classes);
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A supervisor that has started its worker; the test is aborted where its rung does not work.
     */
    private static SupervisorProcess start(User user, FleetPlan.Containment rung, String script)
            throws Exception {
        SupervisorProcess supervisor = SupervisorProcess.start(user, rung, script, classes);
        String first = supervisor.says();
        if (first.startsWith("cannot ")) {
            supervisor.close();
            assertThat(rung)
                    .as(first)
                    .isNotIn(FleetPlan.Containment.PID_NAMESPACE, FleetPlan.Containment.MARKER);
            abort(first);
        }
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(first)
                                        .isEqualTo(
                                                "started %s %d"
                                                        .formatted(rung, supervisor.workerPid())));
        return supervisor;
    }

    private static void assertNothingIsLeft(SupervisorProcess supervisor) {
        await().atMost(GONE)
                .untilAsserted(
                        () -> {
                            assertThat(supervisor.tokens()).isEmpty();
                            assertThat(supervisor.zombies()).isEmpty();
                        });
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aKilledWorkerLeavesNothing(User user, FleetPlan.Containment rung) throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, FAMILY)) {
            supervisor.awaitSleeps(3);
            supervisor.awaitStopped();

            SupervisorProcess.signal("KILL", supervisor.workerPid());

            assertThat(supervisor.says()).isEqualTo("ended 137 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aWorkerThatEndsByItselfLeavesNothingButItsCode(User user, FleetPlan.Containment rung)
            throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, FAMILY)) {
            List<ProcessEntry> sleeps = supervisor.awaitSleeps(3);
            supervisor.awaitStopped();
            long worker = supervisor.workerPid();
            ProcessEntry awaited =
                    sleeps.stream()
                            .filter(each -> each.parent() == worker)
                            .max(Comparator.comparingLong(ProcessEntry::pid))
                            .orElseThrow();

            SupervisorProcess.signal("KILL", awaited.pid());

            assertThat(supervisor.says()).isEqualTo("ended 42 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void termReachesTheWorkerItself(User user, FleetPlan.Containment rung) throws Exception {
        String script = "trap 'exit 43' TERM; sleep 600 $1 & wait";
        try (SupervisorProcess supervisor = start(user, rung, script)) {
            supervisor.awaitSleeps(1);

            supervisor.order("terminate");

            assertThat(supervisor.says()).isEqualTo("ended 43 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void killEndsAStoppedWorkerAndAllItStarted(User user, FleetPlan.Containment rung)
            throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, FAMILY)) {
            supervisor.awaitSleeps(3);
            supervisor.awaitStopped();
            SupervisorProcess.signal("STOP", supervisor.workerPid());

            supervisor.order("kill");

            assertThat(supervisor.says()).isEqualTo("ended 137 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aKilledWardenIsReplaced(User user, FleetPlan.Containment rung) throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, FAMILY)) {
            if (rung == FleetPlan.Containment.PID_NAMESPACE) {
                assertThat(supervisor.wardens()).as("the kernel is the warden").isEmpty();
                return;
            }
            supervisor.awaitSleeps(3);
            ProcessEntry first = supervisor.wardens().getFirst();

            SupervisorProcess.signal("KILL", first.pid());

            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(supervisor.wardens())
                                            .singleElement()
                                            .extracting(ProcessEntry::pid)
                                            .isNotEqualTo(first.pid()));
            SupervisorProcess.signal("STOP", supervisor.workerPid());
            SupervisorProcess.signal("KILL", supervisor.pid());
            await().atMost(GONE).untilAsserted(() -> assertThat(supervisor.tokens()).isEmpty());
        }
    }

    @Test
    void aNamedRungThatDoesNotWorkSaysWhyAndWhatToDo() throws Exception {
        User plain = isRoot() ? User.PLAIN : User.SELF;
        try (SupervisorProcess supervisor =
                SupervisorProcess.start(plain, FleetPlan.Containment.CGROUP, "", classes)) {
            String said = supervisor.says();

            assumeThat(said).as("a plain user has a cgroup of its own").startsWith("cannot ");
            assertThat(said)
                    .startsWith("cannot containment cgroup does not work on this host: ")
                    .contains("cgroup")
                    .endsWith("containment: auto");
        }
    }

    /** A marker cannot find it: the last rung is not asked. */
    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aDaemonWithoutAMarkerIsEndedToo(User user, FleetPlan.Containment rung) throws Exception {
        if (rung == FleetPlan.Containment.MARKER) {
            abort("documented: a sweep does not find it");
        }
        try (SupervisorProcess supervisor = start(user, rung, RUNAWAY)) {
            supervisor.awaitSleeps(2);

            SupervisorProcess.signal("KILL", supervisor.workerPid());

            assertThat(supervisor.says()).isEqualTo("ended 137 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aStoppedOrphanWithoutAMarkerIsEndedToo(User user, FleetPlan.Containment rung)
            throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, STOPPED_ORPHAN)) {
            long worker = supervisor.workerPid();
            ProcessEntry orphan =
                    supervisor.awaitSleeps(3).stream()
                            .filter(each -> each.parent() != worker)
                            .findFirst()
                            .orElseThrow();
            SupervisorProcess.signal("STOP", orphan.pid());

            SupervisorProcess.signal("KILL", orphan.parent());
            SupervisorProcess.signal("KILL", worker);

            assertThat(supervisor.says()).isEqualTo("ended 137 []");
            assertNothingIsLeft(supervisor);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERYWHERE")
    void aKilledSupervisorLeavesNothingAStoppedWorkerNeither(User user, FleetPlan.Containment rung)
            throws Exception {
        try (SupervisorProcess supervisor = start(user, rung, FAMILY)) {
            supervisor.awaitSleeps(3);
            supervisor.awaitStopped();
            SupervisorProcess.signal("STOP", supervisor.workerPid());

            long before = System.nanoTime();
            SupervisorProcess.signal("KILL", supervisor.pid());

            await().pollInterval(Duration.ofMillis(5))
                    .atMost(GONE)
                    .untilAsserted(() -> assertThat(supervisor.tokens()).isEmpty());
            System.out.printf(
                    "%s, %s: nothing left %d ms after the supervisor's death%n",
                    rung, user, Duration.ofNanos(System.nanoTime() - before).toMillis());
        }
    }
}
