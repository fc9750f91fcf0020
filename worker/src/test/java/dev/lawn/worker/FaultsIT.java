package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.worker.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signals to the processes of a real Chromium: what the worker says of each, how soon, and what it
 * mends without a restart. The bounds are those that Lawn promises.
 */
@Timeout(120)
class FaultsIT extends WorkerFixture {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Time TIME = new SystemTime();

    FaultsIT() throws IOException {}

    private WorkerChild start() throws Exception {
        return start(Services.ACCOUNT, proxy.address(), service());
    }

    private static void awaitConnected(WorkerChild worker, Duration within) throws Exception {
        worker.await(
                WorkerMessage.Sample.class,
                s -> Boolean.TRUE.equals(s.connected()) && s.egressIp() != null,
                within);
    }

    /** A process of a Chromium, as its command line tells it. */
    enum Victim {
        DRIVER,
        BROWSER,
        EXTENSION_RENDERER,
        PAGE_RENDERER;

        boolean is(ProcessEntry process) {
            String command = process.command().toString();
            boolean driver = command.contains("chromedriver");
            boolean typed = command.contains("--type=");
            boolean renderer = command.contains("--type=renderer");
            boolean extension = command.contains("--extension-process");
            return switch (this) {
                case DRIVER -> driver;
                case BROWSER -> !driver && !typed && command.contains("--user-data-dir=");
                case EXTENSION_RENDERER -> renderer && extension;
                case PAGE_RENDERER -> renderer && !extension;
            };
        }
    }

    /** The newest such process: older page renderers are the driver's own, and no page's. */
    private static void signal(String name, Victim victim, WorkerChild worker) throws Exception {
        long pid =
                worker.family.members().stream()
                        .filter(victim::is)
                        .max(Comparator.comparingLong(ProcessEntry::startTicks))
                        .orElseThrow()
                        .pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    private static void report(String what, long since) {
        System.out.printf(
                "FAULT %-45s %6.2f s%n",
                what, Duration.ofNanos(TIME.nanos() - since).toMillis() / 1000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, BROWSER, browser_died, 1",
        "KILL, DRIVER,  driver_died,  1",
        "STOP, BROWSER, browser_hung, 20",
        "STOP, DRIVER,  driver_hung,  20",
    })
    void endsOverABrowserThatIsGone(String signal, Victim victim, String reason, int seconds)
            throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker, SOON);
            long since = TIME.nanos();
            signal(signal, victim, worker);
            WorkerMessage.Fault fault =
                    worker.await(WorkerMessage.Fault.class, _ -> true, Duration.ofSeconds(seconds));
            report(signal + " " + victim + " -> " + fault.reason(), since);
            assertThat(fault.reason().wireName()).isEqualTo(reason);
            assertThat(worker.exit(STOP)).isEqualTo(1);
            assertThat(worker.family.members()).as("processes left").isEmpty();
        }
    }

    @Test
    void mendsTheExtensionsRendererInPlaceTwiceAndNoMore() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker, SOON);
            assertMended(worker, "KILL", Reason.RENDERER_CRASHED, Duration.ofSeconds(5));
            assertMended(worker, "STOP", Reason.RENDERER_HUNG, Duration.ofSeconds(20));

            signal("KILL", Victim.EXTENSION_RENDERER, worker);
            assertThat(worker.await(WorkerMessage.Fault.class, _ -> true, SOON).reason())
                    .isEqualTo(Reason.RENDERER_CRASHED);
            assertThat(worker.exit(STOP)).isEqualTo(1);
        }
        assertThat(site.signIns).as("storage survives").hasValue(1);
    }

    private static void assertMended(
            WorkerChild worker, String signal, Reason reason, Duration within) throws Exception {
        long since = TIME.nanos();
        signal(signal, Victim.EXTENSION_RENDERER, worker);
        WorkerMessage.Mending mending =
                worker.await(WorkerMessage.Mending.class, _ -> true, within);
        report(signal + " EXTENSION_RENDERER -> " + mending.reason(), since);
        assertThat(mending.reason()).isEqualTo(reason);
        worker.messages.clear();
        awaitConnected(worker, Duration.ofSeconds(30));
        report("  connected again", since);
        assertThat(worker.messages)
                .as("what it said meanwhile")
                .noneMatch(WorkerMessage.PhaseChanged.class::isInstance);
    }

    @Test
    void mendsAnExtensionWhoseWorkerIsGone() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker, SOON);
            long since = TIME.nanos();
            DevTools.ofProfile(folder.resolve("profile")).closeServiceWorker(TestExtension.ID);
            WorkerMessage.Mending mending =
                    worker.await(WorkerMessage.Mending.class, _ -> true, Duration.ofSeconds(17));
            report("extension's worker ended -> " + mending.reason(), since);
            assertThat(mending.reason()).isEqualTo(Reason.EXTENSION_DEAD);
            awaitConnected(worker, Duration.ofSeconds(30));
            report("  connected again", since);
        }
        assertThat(site.signIns).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"KILL, renderer_crashed, 5", "STOP, renderer_hung, 20"})
    void signsInInANewTabWhenThePageFails(String signal, String reason, int seconds)
            throws Exception {
        site.withoutForm.set(true);
        try (WorkerChild worker = start()) {
            worker.await(
                    WorkerMessage.PhaseChanged.class, p -> p.phase() == Phase.SIGNING_IN, SOON);
            await().atMost(SOON).until(() -> site.pages.get() > 0);
            site.withoutForm.set(false);
            long since = TIME.nanos();
            signal(signal, Victim.PAGE_RENDERER, worker);
            WorkerMessage.Mending mending =
                    worker.await(
                            WorkerMessage.Mending.class, _ -> true, Duration.ofSeconds(seconds));
            report(signal + " PAGE_RENDERER -> " + mending.reason(), since);
            assertThat(mending.reason().wireName()).isEqualTo(reason);
            awaitConnected(worker, SOON);
            report("  connected", since);
        }
        assertThat(site.signIns).hasValue(1);
    }

    @Test
    void letsNobodyElseUseTheProfile() throws Exception {
        try (WorkerChild first = start();
                WorkerChild second = startOnceReady(first)) {
            WorkerMessage.Fault fault = second.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).isEqualTo(Reason.PROFILE_IN_USE);
            assertThat(second.exit(STOP)).isEqualTo(1);
            awaitConnected(first, SOON);
        }
    }

    private WorkerChild startOnceReady(WorkerChild first) throws Exception {
        awaitConnected(first, SOON);
        return start();
    }

    @Test
    void clearsTheLockOfAnotherHost() throws Exception {
        Path profile = folder.resolve("profile");
        Files.createSymbolicLink(profile.resolve("SingletonLock"), Path.of("otherhost-123"));
        try (WorkerChild worker = start()) {
            awaitConnected(worker, SOON);
        }
    }

    @Test
    void keepsTheSessionWhenOnlyTheSettingsAreBroken() throws Exception {
        signInAndStop();
        Files.writeString(folder.resolve("profile/Default/Preferences"), "{");
        assertTwoStartsFail();
        try (WorkerChild third = start()) {
            awaitConnected(third, SOON);
            assertThat(third.messages).noneMatch(WorkerMessage.Mending.class::isInstance);
        }
        assertThat(site.signIns).hasValue(1);
    }

    @Test
    void startsAfreshWhereNoBrowserStartsOnTheProfile() throws Exception {
        Files.writeString(folder.resolve("profile/Default"), "no folder");
        assertTwoStartsFail();
        try (WorkerChild third = start()) {
            WorkerMessage.Mending mending =
                    third.await(WorkerMessage.Mending.class, _ -> true, Duration.ofSeconds(45));
            assertThat(mending.reason()).isEqualTo(Reason.PROFILE_CORRUPT);
            awaitConnected(third, SOON);
        }
        assertThat(folder).isDirectoryContaining("glob:**/profile.bad-*");
    }

    private void signInAndStop() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker, SOON);
            worker.endStdin();
            assertThat(worker.exit(STOP)).isZero();
        }
    }

    private void assertTwoStartsFail() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (WorkerChild worker = start()) {
                assertThat(worker.await(WorkerMessage.Fault.class, _ -> true, SOON).reason())
                        .isEqualTo(Reason.BROWSER_START_FAILED);
                assertThat(worker.exit(STOP)).isEqualTo(1);
            }
        }
    }
}
