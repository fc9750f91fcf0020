package dev.lawn.supervisor.preflight;

import java.util.List;

/** Something else that looks at the host and tells what it found. */
@FunctionalInterface
public interface Probe {

    /** Looks once; a second or two at most. */
    List<Finding> look();
}
