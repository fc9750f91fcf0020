package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a message's body ends; RFC 9112, 6.3. */
sealed interface Framing {

    /** There is none. */
    record None() implements Framing {}

    /** After so many bytes. */
    record Length(long bytes) implements Framing {}

    /** With its last chunk. */
    record Chunked() implements Framing {}

    /** With the connection; of answers only. */
    record UntilClose() implements Framing {}

    /** That of a request; empty where it can be read two ways. */
    static Optional<Framing> ofRequest(HttpHead head) {
        List<String> codings = values(head, "transfer-encoding").toList();
        if (codings.isEmpty()) {
            return values(head, "content-length").findAny().isEmpty()
                    ? Optional.of(new None())
                    : length(head);
        }
        boolean isOnlyChunked =
                codings.size() == 1
                        && "chunked".equalsIgnoreCase(codings.getFirst())
                        && values(head, "content-length").findAny().isEmpty()
                        && head.startLine().endsWith("HTTP/1.1");
        return isOnlyChunked ? Optional.of(new Chunked()) : Optional.empty();
    }

    /**
     * That of an answer; empty where it can be read two ways.
     *
     * @param method of the request
     * @param status of the answer, not 1xx
     */
    static Optional<Framing> ofAnswer(HttpHead head, String method, int status) {
        if ("HEAD".equals(method) || status == 204 || status == 304) {
            return Optional.of(new None());
        }
        List<String> codings =
                values(head, "transfer-encoding")
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList();
        if (!codings.isEmpty()) {
            return codings.equals(List.of("chunked"))
                    ? Optional.of(new Chunked())
                    : Optional.of(new UntilClose());
        }
        return values(head, "content-length").findAny().isEmpty()
                ? Optional.of(new UntilClose())
                : length(head);
    }

    private static Optional<Framing> length(HttpHead head) {
        List<String> lengths = values(head, "content-length").toList();
        boolean isOne = lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,15}");
        return isOne
                ? Optional.of(new Length(Long.parseLong(lengths.getFirst())))
                : Optional.empty();
    }

    private static Stream<String> values(HttpHead head, String name) {
        return HeaderLines.values(head, name);
    }
}
