package dev.lawn.faults.proc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a process is to its node, told by its command line alone. */
public enum Role {
    WORKER,
    DRIVER,
    /** The browser's main process. */
    BROWSER,
    /** A renderer of ordinary pages. */
    PAGE,
    /** The renderer of the extension, and of the tab parked on a page of it. */
    EXTENSION,
    /** A helper that the browser starts again by itself: network, storage, GPU. */
    UTILITY;

    /** Chrome's children write their title over their arguments: one word with spaces in it. */
    static Optional<Role> of(List<String> command) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        String line = String.join(" ", command);
        String program = line.split(" ", 2)[0];
        if (program.endsWith("/java") && line.contains("dev.lawn.worker.WorkerMain")) {
            return Optional.of(WORKER);
        }
        if (program.endsWith("chromedriver")) {
            return Optional.of(DRIVER);
        }
        return program.contains("chrom") ? ofChrome(line) : Optional.empty();
    }

    private static Optional<Role> ofChrome(String line) {
        if (line.contains("--type=renderer")) {
            return Optional.of(line.contains("--extension-process") ? EXTENSION : PAGE);
        }
        if (line.contains("--type=utility") || line.contains("--type=gpu-process")) {
            return Optional.of(UTILITY);
        }
        boolean main = !line.contains("--type=") && line.contains("--user-data-dir");
        return main && !line.contains("crashpad") ? Optional.of(BROWSER) : Optional.empty();
    }

    /** Whether a node that loses it must start anew. */
    public boolean isPillar() {
        return this == WORKER || this == DRIVER || this == BROWSER;
    }

    /** In names of rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
