package dev.lawn.supervisor.preflight;

import java.util.Locale;

/** How much a finding matters. */
public enum Level {
    /** As it should be. */
    OK,
    /** Some of the nodes, or some of what protects them, will suffer. */
    WARNING,
    /** Not one node would work. */
    ERROR;

    /** As people and scripts read it: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
