package dev.lawn.common.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real processes: shells that sleep, daemonise or drop their environment. */
class ProcessFamilyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SLEEP = List.of("sleep", "60");

    private final ProcessFamily family = new ProcessFamily("test-" + UUID.randomUUID());

    @AfterEach
    void endAll() {
        family.kill(PATIENCE);
    }

    private Process start(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put(ProcessFamily.VARIABLE, family.marker());
        return builder.start();
    }

    private void awaitMembers(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(family.members()).hasSize(count));
    }

    private void awaitStopped() {
        await().atMost(PATIENCE)
                .until(() -> family.members().stream().anyMatch(each -> each.state() == 'T'));
    }

    /** All of them, each past its exec: a child is a copy of its shell until then. */
    private void awaitMembers(int count, int sleeping) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(family.members())
                                        .hasSize(count)
                                        .filteredOn(each -> each.command().equals(SLEEP))
                                        .hasSize(sleeping));
    }

    @Test
    void findsWhatWasStartedWithItsMarker() throws Exception {
        start("sleep 60 & sleep 60 & wait");

        awaitMembers(3, 2);
    }

    @Test
    void findsADaemonInASessionOfItsOwn() throws Exception {
        Process parent = start("setsid sleep 60 & exit 0");

        assertThat(parent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitMembers(1, 1);

        assertThat(family.members())
                .singleElement()
                .satisfies(daemon -> assertThat(daemon.session()).isEqualTo(daemon.pid()));
    }

    @Test
    void findsAChildThatDroppedTheMarker() throws Exception {
        start("env -i sleep 60 & wait");

        awaitMembers(2, 1);
    }

    @Test
    void killsThemAllAStoppedOneToo() throws Exception {
        start("sleep 60 & kill -STOP $! ; setsid sleep 60 & wait");
        awaitStopped();
        awaitMembers(3);

        assertThat(family.kill(PATIENCE)).isEmpty();

        assertThat(family.members()).isEmpty();
    }

    /** What is left of a stopped renderer whose browser was killed. */
    @Test
    void killsAStoppedOrphanThatLostItsEnvironment() throws Exception {
        Process leader = start("exec setsid sh -c 'env -i sh -c \"kill -STOP \\$\\$\" & wait'");
        awaitStopped();
        Session session = Session.ledBy(leader.pid()).orElseThrow();
        ProcessEntry orphan =
                family.members().stream()
                        .filter(each -> each.pid() != leader.pid())
                        .findFirst()
                        .orElseThrow();
        leader.destroyForcibly().waitFor();
        assertThat(family.members()).isEmpty();
        assertThat(orphan.isStillThere()).isTrue();

        assertThat(family.kill(session, PATIENCE)).isEmpty();

        assertThat(orphan.isStillThere()).isFalse();
    }

    /** A session under the same id that began earlier is somebody else's. */
    @Test
    void leavesASessionThatUsesTheIdAgain() throws Exception {
        Process leader = start("exec setsid sleep 60");
        awaitMembers(1, 1);
        ProcessEntry now = Procfs.process(leader.pid()).orElseThrow();

        new ProcessFamily("test-" + UUID.randomUUID())
                .kill(new Session(now.pid(), now.startTicks() - 1), PATIENCE);

        assertThat(leader.isAlive()).isTrue();
    }

    @Test
    void seesThemOnAnInterruptedThreadAsWell() throws Exception {
        start("exec sleep 60");
        awaitMembers(1);

        Thread.currentThread().interrupt();
        List<ProcessEntry> seen = family.members();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).hasSize(1);
    }

    @Test
    void leavesOthersAlone() throws Exception {
        ProcessFamily other = new ProcessFamily("test-" + UUID.randomUUID());
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put(ProcessFamily.VARIABLE, other.marker());
        Process stranger = builder.start();
        try {
            start("exec sleep 60");
            awaitMembers(1);

            family.kill(PATIENCE);

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }
}
