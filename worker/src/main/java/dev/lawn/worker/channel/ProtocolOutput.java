package dev.lawn.worker.channel;

import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes messages to the supervisor, each as one line in one piece. Thread-safe. */
public final class ProtocolOutput {

    private final OutputStream out;

    /**
     * @param out nobody else may write to it
     */
    public ProtocolOutput(OutputStream out) {
        this.out = out;
    }

    /** Takes stdout for the protocol; from now on {@code System.out} is stderr. */
    public static ProtocolOutput claimStdout() {
        System.setOut(System.err);
        return new ProtocolOutput(new FileOutputStream(FileDescriptor.out));
    }

    /**
     * Sends a message.
     *
     * @throws UncheckedIOException where the supervisor reads no more
     */
    public synchronized void send(WorkerMessage message) {
        try {
            out.write(LineCodec.encode(message));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("stdout is closed: " + e.getMessage(), e);
        }
    }
}
