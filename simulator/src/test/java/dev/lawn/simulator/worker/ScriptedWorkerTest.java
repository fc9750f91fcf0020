package dev.lawn.simulator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage.SignIn;
import dev.lawn.common.protocol.SupervisorMessage.Stop;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Fault;
import dev.lawn.common.protocol.WorkerMessage.Goodbye;
import dev.lawn.common.protocol.WorkerMessage.Heartbeat;
import dev.lawn.common.protocol.WorkerMessage.Hello;
import dev.lawn.common.protocol.WorkerMessage.HumanNeeded;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.common.protocol.WorkerMessage.PhaseChanged;
import dev.lawn.common.protocol.WorkerMessage.RateLimited;
import dev.lawn.common.protocol.WorkerMessage.Sample;
import dev.lawn.common.protocol.WorkerMessage.SignInWanted;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Each script as a real child process with real pipes and signals. */
class ScriptedWorkerTest {

    private static final long SOME_BEATS = 3;
    private static final Duration SLOW_START = Duration.ofSeconds(5);
    private static final Time TIME = new SystemTime();

    @Test
    void aGoodOneConnectsAndSaysGoodbyeOnStop() throws Exception {
        try (ChildWorker worker = ChildWorker.start("good@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= SOME_BEATS);
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
            assertThat(worker.messages()).first().isInstanceOf(Hello.class);
            assertThat(worker.messages()).last().isInstanceOf(Goodbye.class);
            assertThat(phases(worker)).containsExactly(Phase.STARTING, Phase.CONNECTING);
            Sample sample = firstOf(worker, Sample.class);
            assertThat(sample.connected()).isTrue();
            assertThat(sample.egressIp()).startsWith("198.18.");
            assertThat(sample.points()).isPositive();
        }
    }

    @Test
    void aGoodOneEndsWithItsStdin() throws Exception {
        try (ChildWorker worker = ChildWorker.start("good+17@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= 1);
            worker.endStdin();

            assertThat(worker.exitCode()).isZero();
            assertThat(worker.messages()).last().isInstanceOf(Goodbye.class);
        }
    }

    @Test
    void aProxiedOneIsConnectedWhileItsProxyListens() throws Exception {
        ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (ChildWorker worker = ChildWorker.start("proxied@example.com", proxy.getLocalPort())) {
            worker.await(w -> w.count(Sample.class) >= 1);
            assertThat(firstOf(worker, Sample.class).connected()).isTrue();

            proxy.close();

            worker.await(w -> w.messages().stream().anyMatch(ScriptedWorkerTest::isDisconnected));
        }
    }

    private static boolean isDisconnected(WorkerMessage message) {
        return message instanceof Sample sample && Boolean.FALSE.equals(sample.connected());
    }

    @Test
    void aProxiedOneWithADeadProxyEndsWithAFault() throws Exception {
        // Bound, so that nobody else listens there; and without listening itself.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            try (ChildWorker worker =
                    ChildWorker.start("proxied@example.com", nobody.getLocalPort())) {
                assertThat(worker.exitCode()).isOne();
                assertThat(firstOf(worker, Fault.class).reason())
                        .isEqualTo(Reason.PROXY_UNREACHABLE);
            }
        }
    }

    @Test
    void aSlowStarterIsNotConnectedForSeconds() throws Exception {
        long start = TIME.nanos();
        try (ChildWorker worker = ChildWorker.start("slow-start@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= 1);
            assertThat(Duration.ofNanos(TIME.nanos() - start)).isGreaterThan(SLOW_START);
            worker.await(w -> w.count(Sample.class) >= 1);
        }
    }

    @Test
    void aHungOneIsSilentButAliveWhateverItIsTold() throws Exception {
        try (ChildWorker worker = ChildWorker.start("hang-after-connect@example.com")) {
            worker.await(w -> w.count(Sample.class) >= 5);
            worker.send(new Stop());
            worker.endStdin();
            staysSo(
                    Duration.ofSeconds(2),
                    () -> worker.isAlive() && worker.count(Heartbeat.class) == 5);
            worker.terminate();
            assertThat(worker.exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    void aCrashAfterConnectLeavesHalfALine() throws Exception {
        try (ChildWorker worker = ChildWorker.start("crash-after-connect@example.com")) {
            assertThat(worker.exitCode()).isEqualTo(134);
            assertThat(worker.count(Sample.class)).isPositive();
            assertThat(worker.malformed()).isOne();
            assertThat(worker.count(Goodbye.class)).isZero();
        }
    }

    @Test
    void aCrashAtStartSaysNothing() throws Exception {
        try (ChildWorker worker = ChildWorker.start("crash-at-start@example.com")) {
            assertThat(worker.exitCode()).isEqualTo(134);
            assertThat(worker.messages()).isEmpty();
        }
    }

    @Test
    void garbageStandsBetweenGoodLinesAndHarmsNone() throws Exception {
        try (ChildWorker worker = ChildWorker.start("garbage@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= SOME_BEATS);
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
            assertThat(worker.noise()).isGreaterThan(SOME_BEATS);
            assertThat(worker.malformed()).isGreaterThanOrEqualTo(SOME_BEATS);
            assertThat(worker.tooLong()).isGreaterThanOrEqualTo(SOME_BEATS);
            assertThat(beats(worker)).startsWith(1L, 2L, 3L);
        }
    }

    @Test
    void aFloodGoesOnBetweenBeatsUntilStop() throws Exception {
        try (ChildWorker worker = ChildWorker.start("flood@example.com")) {
            worker.await(w -> w.noise() > 100_000 && w.count(Heartbeat.class) >= SOME_BEATS);
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
            assertThat(worker.messages()).last().isInstanceOf(Goodbye.class);
        }
    }

    @Test
    void halfLinesFollowAGoodBeginning() throws Exception {
        try (ChildWorker worker = ChildWorker.start("half-lines@example.com")) {
            worker.await(w -> w.malformed() > 200);
            assertThat(worker.count(Sample.class)).isEqualTo(5);
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void bytesThatAreNoTextFollowAGoodBeginning() throws Exception {
        try (ChildWorker worker = ChildWorker.start("invalid-utf8@example.com")) {
            worker.await(w -> w.noise() > 100_000);
            assertThat(worker.count(Sample.class)).isEqualTo(5);
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void aLineWithoutEndFollowsAGoodBeginning() throws Exception {
        try (ChildWorker worker = ChildWorker.start("endless-line@example.com")) {
            worker.await(w -> w.count(Sample.class) == 5);
            staysSo(Duration.ofSeconds(1), () -> worker.tooLong() == 0 && worker.isAlive());
            worker.send(new Stop());

            assertThat(worker.exitCode()).isZero();
            assertThat(worker.tooLong()).isOne();
        }
    }

    @Test
    void oneThatDoesNotReadStdinHeedsNoWord() throws Exception {
        try (ChildWorker worker = ChildWorker.start("no-stdin@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= 1);
            worker.send(new Stop());
            worker.endStdin();
            worker.terminate();
            long before = worker.count(Heartbeat.class);
            worker.await(w -> w.count(Heartbeat.class) >= before + 5);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void oneThatIgnoresStopGoesOnBeatingAfterStopEofAndTerm() throws Exception {
        try (ChildWorker worker = ChildWorker.start("ignore-stop@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= 1);
            worker.send(new Stop());
            worker.endStdin();
            worker.terminate();
            long before = worker.count(Heartbeat.class);
            worker.await(w -> w.count(Heartbeat.class) >= before + 5);
            assertThat(worker.isAlive()).isTrue();
            assertThat(worker.count(Goodbye.class)).isZero();
        }
    }

    @Test
    void aRejectedOneReportsAndEnds() throws Exception {
        try (ChildWorker worker = ChildWorker.start("reject@example.com")) {
            worker.send(new SignIn());
            assertThat(worker.exitCode()).isEqualTo(1);
            assertThat(phases(worker)).containsExactly(Phase.STARTING, Phase.SIGNING_IN);
            assertThat(firstOf(worker, Fault.class).reason()).isEqualTo(Reason.LOGIN_REJECTED);
        }
    }

    @Test
    void oneThatNeedsAPersonBeatsOnUnconnected() throws Exception {
        try (ChildWorker worker = ChildWorker.start("human@example.com")) {
            worker.send(new SignIn());
            worker.await(
                    w -> w.count(HumanNeeded.class) == 1 && w.count(Heartbeat.class) >= SOME_BEATS);
            assertThat(firstOf(worker, HumanNeeded.class).reason()).isEqualTo(Reason.OTP);
            assertThat(worker.count(Sample.class)).isZero();
            worker.endStdin();
            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void oneThatSignsInWaitsForLeave() throws Exception {
        try (ChildWorker worker = ChildWorker.start("sign-in@example.com")) {
            worker.await(w -> w.count(Heartbeat.class) >= SOME_BEATS);
            assertThat(worker.count(SignInWanted.class)).isEqualTo(1);
            assertThat(phases(worker)).containsExactly(Phase.STARTING, Phase.SIGNING_IN);

            worker.send(new SignIn());

            worker.await(w -> w.count(Sample.class) >= 1);
            worker.endStdin();
            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void oneThatIsRateLimitedSaysForHowLong() throws Exception {
        try (ChildWorker worker = ChildWorker.start("rate-limited@example.com")) {
            worker.send(new SignIn());
            assertThat(worker.exitCode()).isEqualTo(1);
            assertThat(firstOf(worker, RateLimited.class).seconds()).isEqualTo(407 * 60);
        }
    }

    @Test
    void anUnknownWordNamesThoseThereAre() {
        assertThatThrownBy(() -> Script.ofUser("goood@example.com"))
                .hasMessageContaining("\"goood\"")
                .hasMessageContaining("good, slow-start");
    }

    private static void staysSo(Duration howLong, Callable<Boolean> condition) {
        await().during(howLong).atMost(Duration.ofMinutes(1)).until(condition);
    }

    private static <M extends WorkerMessage> M firstOf(ChildWorker worker, Class<M> type) {
        return worker.messages().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Phase> phases(ChildWorker worker) {
        return worker.messages().stream()
                .filter(PhaseChanged.class::isInstance)
                .map(message -> ((PhaseChanged) message).phase())
                .toList();
    }

    private static List<Long> beats(ChildWorker worker) {
        return worker.messages().stream()
                .filter(Heartbeat.class::isInstance)
                .map(message -> ((Heartbeat) message).sequence())
                .toList();
    }
}
