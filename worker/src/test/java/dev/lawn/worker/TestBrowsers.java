package dev.lawn.worker;

import dev.lawn.common.protocol.SupervisorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Chromium of this host, on a profile of the test's own. */
public final class TestBrowsers {

    public static final String CHROMIUM = "/usr/bin/chromium";

    private TestBrowsers() {}

    public static SupervisorMessage.Browser in(Path folder) throws IOException {
        return in(folder, CHROMIUM);
    }

    /**
     * Without a window, and without a sandbox where root has none.
     *
     * @param folder for its profile, which is made, and its pages
     * @param binary what is started as the browser
     */
    public static SupervisorMessage.Browser in(Path folder, String binary) throws IOException {
        return new SupervisorMessage.Browser(
                binary,
                "/usr/bin/chromedriver",
                Files.createDirectories(folder.resolve("profile")).toString(),
                folder.resolve("pages").toString(),
                !"root".equals(System.getProperty("user.name")),
                true);
    }
}
