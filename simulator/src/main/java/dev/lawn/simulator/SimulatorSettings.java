package dev.lawn.simulator;

import dev.lawn.common.model.Credentials;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * What a simulator is made of.
 *
 * @param listen where the site listens; port 0 for any free one
 * @param stateFolder holds the key of the sessions, so that they survive a restart; made where it
 *     is missing
 * @param accounts who may sign in
 * @param proxies what each forward proxy asks for; proxy i goes out by 127.0.1.(i+1), at most 254
 */
public record SimulatorSettings(
        InetSocketAddress listen,
        Path stateFolder,
        List<Credentials> accounts,
        List<Credentials> proxies) {

    private static final int MOST_PROXIES = 254;

    public SimulatorSettings {
        accounts = List.copyOf(accounts);
        proxies = List.copyOf(proxies);
        if (proxies.size() > MOST_PROXIES) {
            throw new IllegalArgumentException(
                    "%d proxies; 127.0.1.1 to 127.0.1.254 are %d addresses"
                            .formatted(proxies.size(), MOST_PROXIES));
        }
    }
}
