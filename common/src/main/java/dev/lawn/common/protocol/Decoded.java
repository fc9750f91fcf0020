package dev.lawn.common.protocol;

/** What a line turned out to be. */
public sealed interface Decoded<M> {

    /** A message of the protocol. */
    record Message<M>(M message) implements Decoded<M> {}

    /**
     * Not the protocol's: a stray print, or a message type of a newer version. Harmless; worth a
     * line in the log.
     *
     * @param excerpt the line's beginning
     */
    record Noise<M>(String excerpt) implements Decoded<M> {}

    /**
     * It claims to be a message and is none: cut short, corrupt, or a bug.
     *
     * @param excerpt the line's beginning
     * @param why what the decoder found
     */
    record Malformed<M>(String excerpt, String why) implements Decoded<M> {}
}
