package dev.lawn.worker.browser;

import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.common.time.SystemTime;
import dev.lawn.worker.TestExtension;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.relay.TestRelays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Chromium with the test extension, without the worker around it. */
final class BareChrome implements AutoCloseable {

    final Patience patience;
    final ChromeLauncher launcher;
    private final Relay relay = Relay.start(TestRelays.by(null));

    /**
     * @param folder for its profile; the browser itself starts with {@link ChromeLauncher#launch}
     */
    BareChrome(Path folder) throws IOException {
        Alarm alarm = new Alarm();
        patience = new Patience(new SystemTime(), alarm);
        launcher =
                new ChromeLauncher(
                        new SupervisorMessage.Browser(
                                "/usr/bin/chromium",
                                "/usr/bin/chromedriver",
                                Files.createDirectories(folder.resolve("profile")).toString(),
                                folder.resolve("pages").toString(),
                                !"root".equals(System.getProperty("user.name")),
                                true),
                        new Extension(
                                TestExtension.FOLDER.toString(),
                                TestExtension.ID,
                                null,
                                Worker.MAY_SLEEP),
                        relay.address(),
                        new Commands(alarm, () -> {}),
                        patience,
                        1);
    }

    @Override
    public void close() {
        launcher.end();
        // Without a marker in our own environment the launcher knows no children.
        ProcessHandle.current()
                .children()
                .filter(each -> each.info().command().orElse("").contains("chromedriver"))
                .forEach(ProcessHandle::destroyForcibly);
        relay.close();
    }
}
