package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.net.Connection;
import dev.lawn.common.net.ProxyTunnel;
import dev.lawn.common.net.TunnelException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the proxy for a tunnel to the service's host, and closes it: nothing is sent through. */
final class TunnelProbe implements ProxyProbe {

    private static final Logger LOG = LoggerFactory.getLogger(TunnelProbe.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @Override
    public Optional<Reason> failure(ProxyAddress proxy, URI service) {
        try (Connection _ =
                new ProxyTunnel(proxy, PATIENCE).open(service.getHost(), port(service))) {
            return Optional.empty();
        } catch (TunnelException e) {
            LOG.info("proxy {}: {}", proxy.display(), e.getMessage());
            return Optional.of(e.reason());
        } catch (IOException _) {
            // From closing: the tunnel was there.
            return Optional.empty();
        }
    }

    private static int port(URI service) {
        int standard = "https".equals(service.getScheme()) ? HTTPS : HTTP;
        return service.getPort() < 0 ? standard : service.getPort();
    }
}
