package dev.lawn.supervisor.fleet;

import dev.lawn.supervisor.plan.ExtensionPin;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The locked extension of one service at one moment, and how far its nodes are with it.
 *
 * @param target as of the last reload
 * @param outdated nodes whose worker loaded another one, or nobody can tell which
 * @param away nodes that were restarted for it and are not back yet
 * @param left nodes that are still to be restarted for it; 0 but while it is rolled out or halted
 * @param most how many may be away at once
 * @param halted what halted it, and what to do; null where nothing did
 */
public record RolloutSnapshot(
        String service,
        ExtensionPin target,
        State state,
        int outdated,
        int away,
        int left,
        int most,
        @Nullable String halted) {

    /** What is going on. */
    public enum State {
        /** Nothing. */
        SETTLED,
        /** Nodes are restarted, a few at a time. */
        ROLLING,
        /** Nobody else is restarted, until the next reload. */
        HALTED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The word in status. */
        public String label() {
            return label;
        }
    }
}
