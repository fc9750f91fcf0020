package dev.lawn.worker.channel;

import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.SupervisorMessage.Check;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the supervisor says: one assignment, then orders, until the stream ends.
 *
 * <p>Owned by one thread at a time. Its lines hold secrets: nothing of them is logged.
 */
public final class AssignmentInput {

    /** The longest line from the supervisor; docs/protocol.md. */
    private static final int LONGEST_BYTES = 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(AssignmentInput.class);

    private final BoundedLineReader lines;

    public AssignmentInput(InputStream in) {
        lines = new BoundedLineReader(in, LONGEST_BYTES);
    }

    /** What the supervisor may ask for after the assignment. */
    public interface Orders {

        /** End cleanly. Comes exactly once at least: the end of the stream means the same. */
        void stop();

        /** Leave to sign in is given. */
        void signIn();

        /** Print a thread dump to stderr. */
        void dumpThreads();

        /** Type this one-time code into the page that waits for it. */
        void otp(Secret code);

        /** What the service asked of a person counts no more. */
        void forgetPerson();
    }

    /** What the first line may be. */
    public sealed interface First {

        /** A node to live. */
        record Live(Assignment assignment) implements First {}

        /** Ways out to try. */
        record Try(Check check) implements First {}
    }

    /**
     * The first line.
     *
     * @throws IOException where it is neither, or does not come; says which
     */
    public First first() throws IOException {
        Line line = lines.next();
        if (line == null) {
            throw new IOException("stdin ended before an assignment came");
        }
        return switch (decoded(line)) {
            case Assignment assignment -> new First.Live(assignment);
            case Check check -> new First.Try(check);
            case null, default ->
                    throw new IOException(
                            "the first line on stdin is no assignment; see docs/protocol.md");
        };
    }

    /** Passes orders on until the stream ends, which is the last order to stop. */
    public void follow(Orders orders) {
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                obey(decoded(line), orders);
            }
        } catch (IOException e) {
            log.warn("stdin broke: {}", e.toString());
        }
        orders.stop();
    }

    private static void obey(@Nullable SupervisorMessage message, Orders orders) {
        switch (message) {
            case null -> {}
            case SupervisorMessage.Stop() -> orders.stop();
            case SupervisorMessage.SignIn() -> orders.signIn();
            case SupervisorMessage.DumpThreads() -> orders.dumpThreads();
            case SupervisorMessage.ForgetPerson() -> orders.forgetPerson();
            case SupervisorMessage.Otp(Secret code) -> orders.otp(code);
            case Assignment _, Check _ -> log.warn("a second assignment was ignored");
        }
    }

    private static @Nullable SupervisorMessage decoded(Line line) {
        return switch (line) {
            case Line.Whole(byte[] bytes) -> decoded(bytes);
            case Line.TooLong(_, long length) -> {
                log.warn("a line of {} bytes on stdin is over the bound, ignored", length);
                yield null;
            }
        };
    }

    private static @Nullable SupervisorMessage decoded(byte[] line) {
        return switch (LineCodec.decodeSupervisor(line)) {
            case Decoded.Message<SupervisorMessage>(SupervisorMessage message) -> message;
            case Decoded.Noise<SupervisorMessage> _ -> {
                log.warn("a line on stdin is of no known type, ignored");
                yield null;
            }
            case Decoded.Malformed<SupervisorMessage>(_, String why) -> {
                log.warn("a line on stdin is malformed, ignored: {}", why);
                yield null;
            }
        };
    }
}
