package dev.lawn.worker.relay;

import dev.lawn.common.net.Connection;
import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/** What every socket of the relay needs. */
final class Sockets {

    /** A peer that vanished without a word is found out after two minutes. */
    private static final int IDLE_SECONDS = 60;

    private static final int INTERVAL_SECONDS = 15;
    private static final int PROBES = 4;

    private Sockets() {}

    /** Has the kernel find out whether a silent peer is still there. */
    static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
        }
    }

    /** The same for the far side, which may have gone meanwhile. */
    static Connection keptAlive(Connection far) throws TunnelException {
        try {
            keepAlive(far.raw());
            return far;
        } catch (IOException e) {
            close(far.raw());
            throw new TunnelException(WayFault.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Closes what is of no more use. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
