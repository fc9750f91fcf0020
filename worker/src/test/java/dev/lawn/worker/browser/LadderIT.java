package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chromium behind a script that gives it another name and another maker's rules: it drops {@code
 * --load-extension}, and runs no extension unless it may.
 */
@Timeout(240)
class LadderIT {

    @TempDir private Path folder;

    private String wrapper(String name, String mayLoad) throws IOException {
        Path script = folder.resolve("browser");
        Files.writeString(
                script,
                """
                #!/bin/bash
                if [ "$1" = --version ]; then echo '%s '; exit 0; fi
                kept=(--disable-extensions)
                for word in "$@"; do
                    case $word in
                        --load-extension=*) touch '%s' ;;
                        *) kept+=("$word") ;;
                    esac
                    case $word in %s) kept=("${kept[@]:1}") ;; esac
                done
                exec /usr/bin/chromium "${kept[@]}"
                """
                        .formatted(name, flagSeen(), mayLoad));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private Path flagSeen() {
        return folder.resolve("load-extension-seen");
    }

    @Test
    void googleChromeBefore149IsLoadedByThePipe() throws Exception {
        String binary = wrapper("Google Chrome 148.0.7778.96", "--remote-debugging-pipe");
        try (BareChrome chrome = new BareChrome(folder, binary, BareChrome.STRETCH)) {
            Browser browser = chrome.launch();
            assertThat(stored(chrome, browser)).isPresent();
            browser.mend();
            assertThat(stored(chrome, browser)).as("after it was loaded anew").isPresent();
            ProcessEntry process =
                    BrowserPid.findByProfile(folder.resolve("profile")).orElseThrow();
            assertThat(process.command())
                    .contains("--remote-debugging-pipe")
                    .doesNotContain("--disable-extensions");
        }
        assertThat(flagSeen()).doesNotExist();
    }

    private static Optional<String> stored(BareChrome chrome, Browser browser)
            throws InterruptedException {
        return chrome.patience.until(
                Duration.ofMinutes(1),
                () -> Optional.ofNullable(browser.extension().stored(List.of("word")).get("word")));
    }

    @Test
    void aGoogleChromeThatTakesItByNoWaySaysWhatToDo() throws Exception {
        String binary = wrapper("Google Chrome 148.0.7778.96", "--never");
        // It waits in vain as long as it may.
        try (BareChrome chrome = new BareChrome(folder, binary, 1)) {
            assertThatThrownBy(chrome.launcher::launch)
                    .isInstanceOfSatisfying(
                            BrowserFault.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.EXTENSION_NOT_LOADED))
                    .hasMessageMatching(
                            "Google Chrome 148\\.0\\.7778\\.96 \\(.*/browser\\) took the extension by"
                                    + " no way; by WebDriver BiDi by the debugging pipe:"
                                    + " .*no service worker of .* came up\\. It ignores"
                                    + " --load-extension; install Chromium, or Google Chrome 149 or"
                                    + " later");
        }
        assertThat(flagSeen()).doesNotExist();
    }
}
