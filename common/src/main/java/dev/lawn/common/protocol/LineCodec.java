package dev.lawn.common.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages to lines and back. Thread-safe.
 *
 * <pre>{@code
 * byte[] line = LineCodec.encode(new WorkerMessage.Heartbeat("7f3a-1", 12));
 * // {"type":"heartbeat","incarnation":"7f3a-1","sequence":12}\n
 * Decoded<WorkerMessage> back = LineCodec.decodeWorker(line);
 * }</pre>
 */
public final class LineCodec {

    /** The version of the protocol, in {@code hello}. Grows only with a change that breaks. */
    public static final int PROTOCOL = 2;

    /** How much of a strange line is kept as evidence, in bytes. */
    private static final int EXCERPT_BYTES = 200;

    private static final JsonMapper MAPPER = WireJson.mapper();

    private LineCodec() {}

    /** The line of a message, newline included. */
    public static byte[] encode(WorkerMessage message) {
        return line(message);
    }

    /** The line of a message, newline included. It may hold secrets: it goes to stdin only. */
    public static byte[] encode(SupervisorMessage message) {
        return line(message);
    }

    /** What a line of a worker's stdout is. Never throws for what the line holds. */
    public static Decoded<WorkerMessage> decodeWorker(byte[] line) {
        return decode(line, WorkerMessage.class, () -> excerpt(line), false);
    }

    /**
     * What a line of the supervisor is. Such lines hold secrets, so neither excerpt nor explanation
     * repeats any of it.
     */
    public static Decoded<SupervisorMessage> decodeSupervisor(byte[] line) {
        return decode(line, SupervisorMessage.class, () -> "(withheld)", true);
    }

    private static byte[] line(Object message) {
        byte[] json = MAPPER.writeValueAsBytes(message);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static <M> Decoded<M> decode(
            byte[] line, Class<M> type, Supplier<String> excerpt, boolean secret) {
        if (!looksLikeAnObject(line)) {
            return new Decoded.Noise<>(excerpt.get());
        }
        try {
            M message = MAPPER.readValue(line, type);
            String missing = MissingValues.firstIn(message);
            return missing == null
                    ? new Decoded.Message<>(message)
                    : new Decoded.Malformed<>(excerpt.get(), "no value for \"" + missing + "\"");
        } catch (InvalidTypeIdException e) {
            return isNewerType(e, type)
                    ? new Decoded.Noise<>(excerpt.get())
                    : new Decoded.Malformed<>(excerpt.get(), why(e, secret));
        } catch (JacksonException e) {
            return new Decoded.Malformed<>(excerpt.get(), why(e, secret));
        }
    }

    /** A type this version has not heard of; a line without any type is no message at all. */
    private static boolean isNewerType(InvalidTypeIdException e, Class<?> type) {
        return e.getTypeId() != null && e.getBaseType().hasRawClass(type);
    }

    private static String why(JacksonException e, boolean secret) {
        return secret ? e.getClass().getSimpleName() : e.getOriginalMessage();
    }

    private static boolean looksLikeAnObject(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return b == '{';
            }
        }
        return false;
    }

    private static String excerpt(byte[] line) {
        int length = Math.min(line.length, EXCERPT_BYTES);
        String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        return text.replaceAll("\\p{Cntrl}", "�");
    }
}
