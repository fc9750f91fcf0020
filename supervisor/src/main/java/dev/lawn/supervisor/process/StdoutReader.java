package dev.lawn.supervisor.process;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Turns a worker's stdout into messages; what is none goes to the node's log as evidence, so much
 * of it and no more. Once {@link Conduct} has judged the worker, that is told once, and the rest is
 * read and thrown away.
 */
final class StdoutReader {

    /** The longest line a worker may send; docs/protocol.md. */
    private static final int LONGEST_LINE_BYTES = 64 * 1024;

    private static final int THROWN_AWAY_BYTES = 64 * 1024;

    /** Enough to see what is wrong; the log is for other things as well. */
    private static final int MOST_EVIDENCE = 100;

    private static final Duration EVIDENCE_WINDOW = Duration.ofSeconds(10);

    private static final int TAIL_BYTES = 16 * 1024;
    private static final int LONGEST_TAIL_LINE_BYTES = 1024;

    private final InputStream stdout;
    private final BoundedLineReader lines;
    private final Conduct conduct;
    private final Ration ration;
    private final WorkerListener listener;
    private final Consumer<String> evidence;
    private final LongAdder malformed = new LongAdder();
    private final Tail tail = new Tail(TAIL_BYTES, LONGEST_TAIL_LINE_BYTES);

    /**
     * @param listener told of messages and of misconduct
     * @param evidence takes what is no message, fit to print
     */
    StdoutReader(
            InputStream stdout, Time time, WorkerListener listener, Consumer<String> evidence) {
        this.stdout = stdout;
        this.lines = new BoundedLineReader(new Observed(), LONGEST_LINE_BYTES);
        this.conduct = new Conduct(time);
        this.ration = new Ration(MOST_EVIDENCE, EVIDENCE_WINDOW, time);
        this.listener = listener;
        this.evidence = evidence;
    }

    /** Counts each byte as it comes, since a line may never end; ends with the verdict. */
    private final class Observed extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException("lines are read in chunks");
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (conduct.verdict() != null) {
                return -1;
            }
            int count = stdout.read(to, offset, length);
            conduct.read(Math.max(count, 0));
            return count;
        }
    }

    long malformed() {
        return malformed.sum();
    }

    /** The last lines of any kind. */
    List<String> lastLines() {
        return tail.lines();
    }

    /** Reads to the end of the stream. */
    void readAll() {
        try {
            Line line = lines.next();
            while (line != null) {
                take(line);
                line = conduct.verdict() == null ? lines.next() : null;
            }
            sayWhatWasLeftOut();
            String verdict = conduct.verdict();
            if (verdict != null) {
                evidence.accept("stdout: the worker " + verdict + "; the rest is thrown away");
                listener.misbehaved(verdict);
                throwTheRestAway();
            }
        } catch (IOException e) {
            keep("stdout broke: " + e.getMessage());
        }
    }

    private void throwTheRestAway() throws IOException {
        byte[] away = new byte[THROWN_AWAY_BYTES];
        int count = 0;
        while (count >= 0) {
            count = stdout.read(away);
        }
    }

    private void take(Line line) {
        switch (line) {
            case Line.Whole(byte[] bytes) -> {
                tail.add(bytes);
                take(bytes.length, LineCodec.decodeWorker(bytes));
            }
            case Line.TooLong(byte[] head, long length) -> {
                tail.add(head);
                malformed("stdout: a line of " + length + " bytes was skipped");
            }
        }
    }

    private void take(int length, Decoded<WorkerMessage> decoded) {
        switch (decoded) {
            case Decoded.Message<WorkerMessage>(WorkerMessage message) -> {
                conduct.message(length);
                listener.said(message);
            }
            case Decoded.Noise<WorkerMessage>(String excerpt) -> keep("stdout: " + excerpt);
            case Decoded.Malformed<WorkerMessage>(String excerpt, String why) ->
                    malformed("stdout, malformed (" + why + "): " + excerpt);
        }
    }

    private void malformed(String words) {
        malformed.increment();
        conduct.malformed();
        keep(words);
    }

    /** An excerpt, and what the decoder says of it, may hold anything. */
    private void keep(String words) {
        if (ration.grants(1)) {
            sayWhatWasLeftOut();
            evidence.accept(PlainText.of(words));
        }
    }

    private void sayWhatWasLeftOut() {
        long leftOut = ration.takeRefused();
        if (leftOut > 0) {
            evidence.accept("stdout: " + leftOut + " more lines that are no messages");
        }
    }
}
