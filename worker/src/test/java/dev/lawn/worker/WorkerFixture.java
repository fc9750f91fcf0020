package dev.lawn.worker;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.relay.TinyProxy;
import dev.lawn.worker.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small site, a proxy that leads to it, and workers for one node. */
abstract class WorkerFixture {

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
                        1,
                        null),
                folder.resolve("worker.log"));
    }
}
