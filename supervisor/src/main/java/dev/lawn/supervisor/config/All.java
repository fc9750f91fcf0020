package dev.lawn.supervisor.config;

import java.util.Optional;
import java.util.stream.Stream;

/** Whether the parts of a whole could all be read. */
final class All {

    private All() {}

    static boolean present(Optional<?>... parts) {
        return Stream.of(parts).allMatch(Optional::isPresent);
    }
}
