package dev.lawn.faults.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Command lines as Chromium 156 and the supervisor's workers really have them. */
class RoleTest {

    private static final String CHROMIUM = "/usr/lib/chromium/chromium";

    @Test
    void everyProcessOfANodeHasItsRole() {
        assertThat(role("/usr/bin/java", "-Xmx48m", "-cp", "x", "dev.lawn.worker.WorkerMain"))
                .contains(Role.WORKER);
        assertThat(role("/usr/bin/chromedriver", "--port=0")).contains(Role.DRIVER);
        assertThat(role(CHROMIUM, "--user-data-dir=/s/nodes/a/profile", "data:,"))
                .contains(Role.BROWSER);
        assertThat(role(CHROMIUM + " --type=renderer --extension-process --lang=en"))
                .contains(Role.EXTENSION);
        assertThat(role(CHROMIUM + " --type=renderer --lang=en")).contains(Role.PAGE);
        assertThat(role(CHROMIUM + " --type=utility --lang=en")).contains(Role.UTILITY);
    }

    @Test
    void whatOnlyCarriesThemHasNone() {
        assertThat(role("setsid", "/usr/bin/java", "dev.lawn.worker.WorkerMain")).isEmpty();
        assertThat(role(CHROMIUM, "--type=zygote", "--user-data-dir=/s")).isEmpty();
        assertThat(role("/usr/lib/chromium/chrome_crashpad_handler", "--database=/s/Crash"))
                .isEmpty();
        assertThat(role()).isEmpty();
    }

    private static Optional<Role> role(String... command) {
        return Role.of(List.of(command));
    }
}
