package dev.lawn.simulator;

import dev.lawn.common.model.Credentials;
import dev.lawn.simulator.proxy.ProxySettings;
import dev.lawn.simulator.service.Variant;
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
 * @param proxies what each forward proxy is like; proxy i goes out by 127.0.1.(i+1), at most 254
 * @param variant the sign-in page to begin with
 * @param extensionIds the extensions that pages hand their session to, as far as the browser has
 *     them
 */
public record SimulatorSettings(
        InetSocketAddress listen,
        Path stateFolder,
        List<Credentials> accounts,
        List<ProxySettings> proxies,
        Variant variant,
        List<String> extensionIds) {

    /** The id of the stand-in extension, fixed by the key in its manifest. */
    public static final String STAND_IN = "jdnabnhlmjhhclepcfpgnigomkbeacgi";

    private static final int MOST_PROXIES = 254;

    public SimulatorSettings {
        accounts = List.copyOf(accounts);
        proxies = List.copyOf(proxies);
        extensionIds = List.copyOf(extensionIds);
        if (proxies.size() > MOST_PROXIES) {
            throw new IllegalArgumentException(
                    "%d proxies; 127.0.1.1 to 127.0.1.254 are %d addresses"
                            .formatted(proxies.size(), MOST_PROXIES));
        }
    }

    /** With the step-wise sign-in, for the stand-in extension; HTTP proxies that ask for these. */
    public SimulatorSettings(
            InetSocketAddress listen,
            Path stateFolder,
            List<Credentials> accounts,
            List<Credentials> proxies) {
        this(
                listen,
                stateFolder,
                accounts,
                proxies.stream().map(ProxySettings::http).toList(),
                Variant.STEPWISE,
                List.of(STAND_IN));
    }

    /** The same with another sign-in page to begin with. */
    public SimulatorSettings with(Variant other) {
        return new SimulatorSettings(listen, stateFolder, accounts, proxies, other, extensionIds);
    }

    /** The same with other proxies. */
    public SimulatorSettings withProxies(List<ProxySettings> others) {
        return new SimulatorSettings(listen, stateFolder, accounts, others, variant, extensionIds);
    }

    /** The same for other extensions. */
    public SimulatorSettings withExtensionIds(List<String> ids) {
        return new SimulatorSettings(listen, stateFolder, accounts, proxies, variant, ids);
    }
}
