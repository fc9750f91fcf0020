package dev.lawn.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What a handler answers; the misbehaving ways of a site are answers too. */
public sealed interface Reply {

    /**
     * An ordinary answer of known length.
     *
     * @param headers beside type and length, each as {@code Name: value}
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Whole(int status, String contentType, byte[] body, List<String> headers)
            implements Reply {

        public Whole(int status, String contentType, byte[] body) {
            this(status, contentType, body, List.of());
        }

        /** The same with {@code Retry-After}. */
        public Whole retryAfter(Duration time) {
            return retryAfter(Long.toString(time.toSeconds()));
        }

        /** The same with {@code Retry-After} as a date. */
        public Whole retryAfter(Instant when) {
            return retryAfter(
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC)));
        }

        private Whole retryAfter(String value) {
            return new Whole(status, contentType, body, List.of("Retry-After: " + value));
        }
    }

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
