package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.util.List;

/** What it means that a file of the node cannot be written or moved. */
final class DiskFaults {

    /** ENOSPC and EDQUOT, as the C library words them: the JDK passes on nothing else. */
    private static final List<String> FULL = List.of("No space left", "quota exceeded");

    private DiskFaults() {}

    /**
     * A fault of the host's disk.
     *
     * @param what could not be done, for people
     */
    static BrowserFault of(String what, IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean full = FULL.stream().anyMatch(message::contains);
        return new BrowserFault(full ? Reason.DISK_FULL : Reason.INTERNAL, what + ": " + message);
    }
}
