package dev.lawn.simulator.worker;

import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.SupervisorMessage.DumpThreads;
import dev.lawn.common.protocol.SupervisorMessage.SignIn;
import dev.lawn.common.protocol.SupervisorMessage.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What comes by stdin: the assignment, and then word of when to end. */
final class Orders {

    private static final int LONGEST_LINE = 1024 * 1024;

    private final BoundedLineReader lines;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean maySignIn;

    Orders(InputStream in) {
        lines = new BoundedLineReader(in, LONGEST_LINE);
    }

    /**
     * The first line.
     *
     * @throws IOException where it is anything but an assignment
     */
    Assignment assignment() throws IOException {
        if (next().orElse(null) instanceof Assignment assignment) {
            return assignment;
        }
        throw new IOException("the first line of stdin is no assignment");
    }

    /** Reads on, on a thread of its own, until {@code stop} or the end of stdin. */
    void follow() {
        Thread.ofPlatform().daemon().name("orders").start(this::followToTheEnd);
    }

    private void followToTheEnd() {
        try {
            boolean more = true;
            while (more) {
                more = heed(next().orElseGet(Stop::new));
            }
        } catch (IOException e) {
            System.err.println("stdin: " + e.getMessage());
        }
        end.countDown();
    }

    private boolean heed(SupervisorMessage order) {
        return switch (order) {
            case Stop() -> false;
            case SignIn() -> {
                maySignIn = true;
                yield true;
            }
            case DumpThreads() -> {
                Thread.getAllStackTraces().forEach(Orders::print);
                yield true;
            }
            // No script waits for one, nor remembers that it needed a person.
            case SupervisorMessage.Otp _, SupervisorMessage.ForgetPerson _ -> true;
            case Assignment _, SupervisorMessage.Check _ -> {
                System.err.println("a second assignment; only the first counts");
                yield true;
            }
        };
    }

    private static void print(Thread thread, StackTraceElement[] stack) {
        System.err.println("\"" + thread.getName() + "\" " + thread.getState());
        for (StackTraceElement frame : stack) {
            System.err.println("    at " + frame);
        }
    }

    /** The next message, strange lines left out; empty at the end of stdin. */
    private Optional<SupervisorMessage> next() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (line instanceof Line.Whole(byte[] bytes)
                    && LineCodec.decodeSupervisor(bytes)
                            instanceof Decoded.Message<SupervisorMessage>(var message)) {
                return Optional.of(message);
            }
            System.err.println("a line of stdin that is no message");
        }
        return Optional.empty();
    }

    /** Whether leave to sign in was given. */
    boolean maySignIn() {
        return maySignIn;
    }

    /** Waits for this long; whether it was told to end by then. */
    boolean endWithin(Duration pause) throws InterruptedException {
        return end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
