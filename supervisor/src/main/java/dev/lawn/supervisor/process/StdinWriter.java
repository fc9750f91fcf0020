package dev.lawn.supervisor.process;

import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes messages to a worker's stdin on a thread of its own: a worker that does not read blocks
 * this thread and nobody else. Ends when the stream breaks, which a kill of the worker brings
 * about.
 */
final class StdinWriter {

    /** Far more than a worker that reads ever has waiting. */
    private static final int MOST_WAITING = 16;

    private final BlockingQueue<SupervisorMessage> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final OutputStream out;
    private final Thread thread;

    StdinWriter(String name, OutputStream out) {
        this.out = out;
        // A platform thread: a blocked pipe would hold a virtual thread's carrier.
        this.thread = Thread.ofPlatform().daemon().name(name + "-stdin").unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    /** Queues a message; dropped where too many wait, as the stop ladder goes on without it. */
    void send(SupervisorMessage message) {
        waiting.offer(message);
    }

    /** Ends the thread once the process has gone. */
    void stop() {
        thread.interrupt();
    }

    private void write() {
        try (out) {
            while (true) {
                out.write(LineCodec.encode(waiting.take()));
                out.flush();
            }
        } catch (IOException | InterruptedException _) {
            // The worker has gone; its exit is reported by the one who watches it.
        }
    }
}
