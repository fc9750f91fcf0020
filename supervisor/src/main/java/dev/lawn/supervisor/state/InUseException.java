package dev.lawn.supervisor.state;

import java.nio.file.Path;

/** Another supervisor holds the state directory. The message names its pid. */
public final class InUseException extends Exception {

    InUseException(Path root, String pid) {
        super(
                "%s is in use by another lawn, pid %s; stop that one, or choose another folder with --state-dir"
                        .formatted(root, pid));
    }
}
