package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A wall clock of one process that can be set, by libfaketime (Debian's package of that name); the
 * monotonic clock goes on as it is, as when an operator or NTP sets the host's clock.
 *
 * @param offset the file from which the library reads how far off it is
 */
public record WallClock(Path offset) {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    /** A clock that is right so far. */
    public static WallClock right(Path offset) throws IOException {
        WallClock clock = new WallClock(offset);
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Makes it wrong by so much, at once. */
    public void set(Duration wrong) throws IOException {
        Files.writeString(offset, "%+d%n".formatted(wrong.toSeconds()));
    }

    /** The words before a command that lives by this clock. */
    List<String> words() throws IOException {
        return List.of(
                "/usr/bin/env",
                "LD_PRELOAD=" + library(),
                "FAKETIME_TIMESTAMP_FILE=" + offset,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "DONT_FAKE_MONOTONIC=1");
    }

    /** Under a folder of the machine's kind, such as x86_64-linux-gnu. */
    private static Path library() throws IOException {
        try (Stream<Path> kinds = Files.list(LIBRARIES)) {
            return kinds.map(kind -> kind.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "no libfaketimeMT.so.1; ./dev faults installs it"));
        }
    }
}
