package dev.lawn.worker.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of loopback, on a host where other tests take ports as well. */
final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Below those that Linux gives to whoever asks for any. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** Holds a port that nobody listens on: one that is merely free may be another's by then. */
    static Socket deaf() throws IOException {
        Socket held = new Socket();
        held.bind(new InetSocketAddress(LOOPBACK, 0));
        return held;
    }

    /** One for a process that cannot be given any: no connection of the host's takes it first. */
    static int free() throws IOException {
        for (int left = TRIES; ; left--) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket free = new ServerSocket(port, 1, LOOPBACK)) {
                return free.getLocalPort();
            } catch (BindException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }
}
