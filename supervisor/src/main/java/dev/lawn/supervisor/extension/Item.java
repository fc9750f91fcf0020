package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of an extension that is yet to be unpacked.
 *
 * @param path as it is written at its source, {@code /} between its parts; not to be trusted before
 *     {@link Contents} has looked at it
 * @param size bytes it says it has; reading stops there
 * @param content may be opened more than once
 */
record Item(String path, long size, Content content) {

    /** Where its bytes are. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
