package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.StatusPage.ShownText;
import dev.lawn.worker.service.Services;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged worker reads a page's texts beside its other work, in a real Chromium. */
@Timeout(400)
class StatusPageIT extends WorkerFixture {

    /** The supervisor takes a worker for hung that is silent for 15 s. */
    private static final Duration BEAT = Duration.ofSeconds(14);

    private static final String POPUP =
            "chrome-extension://%s/pages/status.html".formatted(TestExtension.ID);

    StatusPageIT() throws IOException {}

    private WorkerChild start(String page) throws Exception {
        StatusPage shown =
                new StatusPage(
                        URI.create(page),
                        Duration.ofMinutes(10),
                        null,
                        null,
                        text("#points", "total: (.*) points"),
                        text("#devices", null),
                        text("#uptime", null));
        return start(Services.ACCOUNT, proxy.address(), Services.withPage(service(), shown));
    }

    private static ShownText text(String css, @Nullable String pattern) {
        return new ShownText(new Element(By.CSS, css), pattern);
    }

    private boolean isOpen(String page) throws Exception {
        return DevTools.ofProfile(folder.resolve("profile")).shows(page);
    }

    @Test
    void readsWhatAPopupShowsAndClosesIt() throws Exception {
        try (WorkerChild worker = start(POPUP)) {
            WorkerMessage.Sample sample =
                    worker.await(WorkerMessage.Sample.class, s -> s.points() != null, SOON);
            assertThat(sample.connected()).isTrue();
            assertThat(sample.networkQuality()).as("from the storage").isEqualTo(0.87);
            assertThat(sample.points()).isEqualTo(87_000.5);
            assertThat(sample.devices()).isEqualTo(3);
            assertThat(sample.uptimeSeconds()).as("86.400 may be a bit more than 86").isNull();
            await().atMost(SOON).until(() -> !isOpen(POPUP));
            assertThat(isOpen("manifest.json")).as("the parked tab").isTrue();
            worker.await(WorkerMessage.Heartbeat.class, _ -> true, BEAT);
            assertThat(worker.messages)
                    .noneMatch(WorkerMessage.Mending.class::isInstance)
                    .noneMatch(WorkerMessage.Fault.class::isInstance);
        }
    }

    @Test
    void closesAPageThatHangsAndLivesOn() throws Exception {
        try (WorkerChild worker = start(site.address() + "/hangs")) {
            worker.await(WorkerMessage.Sample.class, s -> Boolean.TRUE.equals(s.connected()), SOON);
            await().atMost(SOON).until(() -> site.hanging.get() > 0);
            while (!Files.readString(folder.resolve("worker.log")).contains("closing it")) {
                worker.await(WorkerMessage.Heartbeat.class, _ -> true, BEAT);
            }
            await().atMost(SOON).until(() -> !isOpen("/hangs"));
            worker.await(WorkerMessage.Heartbeat.class, _ -> true, BEAT);
            worker.await(WorkerMessage.Sample.class, s -> Boolean.TRUE.equals(s.connected()), SOON);
            assertThat(worker.messages)
                    .noneMatch(WorkerMessage.Mending.class::isInstance)
                    .noneMatch(WorkerMessage.Fault.class::isInstance);
        }
        assertThat(site.hanging).as("no oftener than its period").hasValue(1);
    }

    @Test
    void aPopupThatHangsIsMendedWithItsExtensionAndNotOpenedAgainAtOnce() throws Exception {
        try (WorkerChild worker = start(POPUP.replace("status", "hangs"))) {
            WorkerMessage.Mending mending =
                    worker.await(WorkerMessage.Mending.class, _ -> true, SOON);
            assertThat(mending.reason()).isEqualTo(Reason.RENDERER_HUNG);
            worker.await(WorkerMessage.Sample.class, s -> Boolean.TRUE.equals(s.connected()), SOON);
            worker.await(WorkerMessage.Heartbeat.class, _ -> true, BEAT);
            assertThat(isOpen("hangs.html")).isFalse();
            assertThat(isOpen("manifest.json")).as("the parked tab").isTrue();
        }
        assertThat(site.signIns).hasValue(1);
    }
}
