package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The node's one way out. There is never a second. */
sealed interface Upstream permits DirectUpstream, HttpProxyUpstream {

    /** How long the other side may take to accept a connection, or to answer CONNECT. */
    Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * The way of a node.
     *
     * @param proxy null for the host's own way
     */
    static Upstream of(@Nullable ProxyAddress proxy, Counters counters) {
        return proxy == null ? new DirectUpstream() : new HttpProxyUpstream(proxy, counters);
    }

    /**
     * A connection whose far end is the host itself, ready for its bytes.
     *
     * @throws UpstreamException says whose fault it is
     */
    Socket connect(Authority to) throws UpstreamException;
}
