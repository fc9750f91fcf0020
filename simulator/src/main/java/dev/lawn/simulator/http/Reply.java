package dev.lawn.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a handler answers; the misbehaving ways of a site are answers too. */
public sealed interface Reply {

    /** An ordinary answer of known length. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Whole(int status, String contentType, byte[] body) implements Reply {}

    /** A body of unknown length, written while the connection lives; nothing follows it. */
    record Stream(String contentType, BodyWriter writer) implements Reply {}

    /** From here on the connection is a WebSocket. */
    record WebSocketFrom(WebSocketListener listener) implements Reply {}

    /** No answer at all: the connection is closed. */
    record Silence() implements Reply {}

    /** Writes a body piece by piece. */
    @FunctionalInterface
    interface BodyWriter {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Plain text. */
    static Whole text(int status, String text) {
        return new Whole(
                status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
