package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.IOException;
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
@Timeout(400)
class FaultsIT extends WorkerFixture {

    private static final Time TIME = new SystemTime();

    FaultsIT() throws IOException {}

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
            awaitConnected(worker);
            long since = TIME.nanos();
            signal(signal, victim, worker);
            WorkerMessage.Fault fault =
                    worker.await(WorkerMessage.Fault.class, _ -> true, Duration.ofSeconds(seconds));
            report(signal + " " + victim + " -> " + fault.reason(), since);
            assertThat(fault.reason().wireName()).isEqualTo(reason);
            assertThat(worker.exit(STOP)).isEqualTo(1);
            assertNothingLeft(worker);
        }
    }

    @Test
    void mendsTheExtensionsRendererInPlaceTwiceAndNoMore() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker);
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
        awaitConnected(worker);
        report("  connected again", since);
        assertThat(worker.messages)
                .as("what it said meanwhile")
                .noneMatch(WorkerMessage.PhaseChanged.class::isInstance);
    }

    @Test
    void mendsAnExtensionWhoseWorkerIsGone() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker);
            long since = TIME.nanos();
            DevTools.ofProfile(folder.resolve("profile")).closeServiceWorker(TestExtension.ID);
            WorkerMessage.Mending mending =
                    worker.await(WorkerMessage.Mending.class, _ -> true, Duration.ofSeconds(17));
            report("extension's worker ended -> " + mending.reason(), since);
            assertThat(mending.reason()).isEqualTo(Reason.EXTENSION_DEAD);
            awaitConnected(worker);
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
            await().atMost(SOON).until(() -> site.shown.get() > 0);
            site.withoutForm.set(false);
            long since = TIME.nanos();
            signal(signal, Victim.PAGE_RENDERER, worker);
            WorkerMessage.Mending mending =
                    worker.await(
                            WorkerMessage.Mending.class, _ -> true, Duration.ofSeconds(seconds));
            report(signal + " PAGE_RENDERER -> " + mending.reason(), since);
            assertThat(mending.reason().wireName()).isEqualTo(reason);
            awaitConnected(worker);
            report("  connected", since);
        }
        assertThat(site.signIns).hasValue(1);
    }
}
