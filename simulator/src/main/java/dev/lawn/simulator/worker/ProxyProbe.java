package dev.lawn.simulator.worker;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Asks a node's proxy for a connection.
 *
 * @param proxy null where the node goes out by the host's own way, which always answers
 */
record ProxyProbe(@Nullable ProxyAddress proxy) {

    private static final int PATIENCE_MILLIS = 5_000;

    static ProxyProbe of(Assignment assignment) {
        return new ProxyProbe(assignment.proxy());
    }

    /** Whether it takes one. */
    boolean answers() {
        if (proxy == null) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
