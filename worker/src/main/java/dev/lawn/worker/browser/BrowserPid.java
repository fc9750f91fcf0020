package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the browser's main process: the one whose end is the browser's. */
final class BrowserPid {

    private BrowserPid() {}

    /**
     * The pid of a session's browser.
     *
     * @throws BrowserFault where there is no such process
     */
    static long of(ChromeSession driver, Path profile) {
        return driver.browserPid()
                .or(() -> findByProfile(profile).map(ProcessEntry::pid))
                .orElseThrow(
                        () -> new BrowserFault(Reason.BROWSER_DIED, "no process uses " + profile));
    }

    /** The process that was started on that profile, if it can be seen from here. */
    static Optional<ProcessEntry> findByProfile(Path profile) {
        String flag = "--user-data-dir=" + profile;
        return Procfs.processes().stream()
                .filter(each -> each.command().contains(flag))
                .filter(each -> each.command().stream().noneMatch(BrowserPid::isTypeFlag))
                .findFirst();
    }

    /** Every process of a browser but its main one has a type. */
    private static boolean isTypeFlag(String word) {
        return word.startsWith("--type=");
    }
}
