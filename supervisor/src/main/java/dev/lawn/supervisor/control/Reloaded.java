package dev.lawn.supervisor.control;

/** What came of a reload. */
public sealed interface Reloaded {

    /** The new configuration is in force. */
    record Done(ReloadDocument document) implements Reloaded {}

    /**
     * Nothing has changed.
     *
     * @param problems of the configuration, a line each
     */
    record Refused(String problems) implements Reloaded {}

    /** The fleet does not run yet, or is going down; nothing has changed. */
    record NotRunning() implements Reloaded {}
}
