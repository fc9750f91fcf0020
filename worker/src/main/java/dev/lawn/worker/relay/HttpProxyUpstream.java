package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.net.HttpTunnel;
import dev.lawn.common.net.TunnelException;
import java.io.IOException;
import java.net.Socket;

/** An HTTP proxy, asked by CONNECT, with Basic credentials where it wants them. */
record HttpProxyUpstream(ProxyAddress proxy, Counters counters) implements Upstream {

    @Override
    public Socket connect(Authority to) throws UpstreamException {
        Socket socket = tunnel(to);
        try {
            Sockets.keepAlive(socket);
            return socket;
        } catch (IOException e) {
            Sockets.close(socket);
            throw new UpstreamException(
                    Reason.PROXY_UNREACHABLE,
                    "proxy %s: %s".formatted(proxy.display(), e.getMessage()));
        }
    }

    private Socket tunnel(Authority to) throws UpstreamException {
        try {
            return new HttpTunnel(proxy, PATIENCE, counters::sent, counters::received)
                    .open(to.host(), to.port());
        } catch (TunnelException e) {
            throw new UpstreamException(e.reason(), String.valueOf(e.getMessage()));
        }
    }
}
