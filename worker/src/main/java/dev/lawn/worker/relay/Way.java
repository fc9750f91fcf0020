package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.ProxyTunnel;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * What every upstream goes by.
 *
 * @param targets where nobody is led
 * @param patience for a connection that is ready to be used
 * @param trust makes the TLS of an {@code https://} proxy
 */
record Way(Targets targets, Duration patience, Supplier<SSLSocketFactory> trust) {

    ProxyTunnel through(ProxyAddress proxy, Meter meter) {
        return new ProxyTunnel(proxy, patience, meter::sent, meter::received, trust);
    }
}
