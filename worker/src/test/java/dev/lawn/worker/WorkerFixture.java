package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.relay.TinyProxy;
import dev.lawn.worker.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small site, a proxy that leads to it, and workers for one node. */
abstract class WorkerFixture {

    /** What a worker should come to soon, on a busy host as well: a net, and no bound. */
    static final Duration SOON = Duration.ofSeconds(90);

    /** How long a worker's end may take. It ends itself by force after 8 s. */
    static final Duration STOP = Duration.ofSeconds(30);

    /** As the supervisor gives it where the host is busy. */
    private static final double PATIENCE = 3;

    @TempDir Path folder = Path.of("");

    final TinyProxy proxy = new TinyProxy();
    final TestSite site = new TestSite(TestExtension.ID);

    WorkerFixture() throws IOException {}

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("profile"));
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        proxy.close();
    }

    /** The site's service, whose sign-in is a page of the web app. */
    final ServiceDefinition service() {
        return Services.at(site.address(), TestExtension.FOLDER.toString(), TestExtension.ID);
    }

    static void assertNothingLeft(WorkerChild worker) {
        // A process that was killed may be about to go.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(worker.family.members()).as("processes left").isEmpty());
    }

    static void awaitConnected(WorkerChild worker) throws InterruptedException {
        worker.await(
                WorkerMessage.Sample.class,
                s -> Boolean.TRUE.equals(s.connected()) && s.egressIp() != null,
                SOON);
    }

    final WorkerChild start() throws IOException {
        return start(Services.ACCOUNT, proxy.address(), service());
    }

    final WorkerChild start(Credentials account, ProxyAddress way, ServiceDefinition service)
            throws IOException {
        return new WorkerChild(
                new SupervisorMessage.Assignment(
                        "it-1",
                        new NodeName("test"),
                        account,
                        way,
                        null,
                        null,
                        service,
                        TestBrowsers.in(folder),
                        PATIENCE,
                        null),
                folder.resolve("worker.log"));
    }
}
