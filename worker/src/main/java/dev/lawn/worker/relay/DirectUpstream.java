package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The host's own way out. */
record DirectUpstream() implements Upstream {

    @Override
    public Socket connect(Authority to) throws UpstreamException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(to.host(), to.port()), (int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            Sockets.keepAlive(socket);
            return socket;
        } catch (IOException e) {
            Sockets.close(socket);
            throw new UpstreamException(
                    Reason.SITE_DOWN, "cannot connect to %s: %s".formatted(to, e.getMessage()));
        }
    }
}
