package dev.lawn.supervisor.process;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Turns a worker's stdout into messages; what is none goes to the node's log as evidence. */
final class StdoutReader {

    /** The longest line a worker may send; docs/protocol.md. */
    private static final int LONGEST_LINE_BYTES = 64 * 1024;

    private final BoundedLineReader lines;
    private final Consumer<WorkerMessage> messages;
    private final Consumer<String> evidence;
    private final LongAdder malformed = new LongAdder();

    StdoutReader(InputStream stdout, Consumer<WorkerMessage> messages, Consumer<String> evidence) {
        this.lines = new BoundedLineReader(stdout, LONGEST_LINE_BYTES);
        this.messages = messages;
        this.evidence = evidence;
    }

    long malformed() {
        return malformed.sum();
    }

    /** Reads to the end of the stream. */
    void readAll() {
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                take(line);
            }
        } catch (IOException e) {
            keep("stdout broke: " + e.getMessage());
        }
    }

    private void take(Line line) {
        switch (line) {
            case Line.Whole(byte[] bytes) -> take(LineCodec.decodeWorker(bytes));
            case Line.TooLong(_, long length) -> {
                malformed.increment();
                keep("stdout: a line of " + length + " bytes was skipped");
            }
        }
    }

    private void take(Decoded<WorkerMessage> decoded) {
        switch (decoded) {
            case Decoded.Message<WorkerMessage>(WorkerMessage message) -> messages.accept(message);
            case Decoded.Noise<WorkerMessage>(String excerpt) -> keep("stdout: " + excerpt);
            case Decoded.Malformed<WorkerMessage>(String excerpt, String why) -> {
                malformed.increment();
                keep("stdout, malformed (" + why + "): " + excerpt);
            }
        }
    }

    /** An excerpt, and what the decoder says of it, may hold anything. */
    private void keep(String words) {
        evidence.accept(PlainText.of(words));
    }
}
