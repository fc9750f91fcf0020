package dev.lawn.worker.relay;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Secret;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.proxy.ProxyKind;
import dev.lawn.simulator.proxy.ProxySettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A site, a simulator with a proxy of each kind that asks and one that does not, and daemons. */
final class MatrixWorld implements AutoCloseable {

    static final Credentials GOOD = new Credentials(Daemons.USER, Secret.of(Daemons.PASSWORD));
    static final Credentials WRONG = new Credentials("p2", Secret.of("wrong"));

    private static final List<ProxyKind> KINDS = List.of(ProxyKind.values());

    final MatrixSite site = new MatrixSite();
    final Simulator simulator;
    final Daemons daemons;
    private final SSLSocketFactory trust;

    MatrixWorld(Path folder) throws IOException, GeneralSecurityException {
        daemons = new Daemons(Files.createDirectory(folder.resolve("daemons")));
        simulator =
                Simulator.start(
                        new SimulatorSettings(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral("127.0.0.1"), 0),
                                        folder.resolve("simulator"),
                                        List.of(),
                                        List.of())
                                .withProxies(
                                        KINDS.stream()
                                                .flatMap(MatrixWorld::askingAndNot)
                                                .toList()));
        trust = trusting(simulator.certificate().orElseThrow());
    }

    private static Stream<ProxySettings> askingAndNot(ProxyKind kind) {
        return Stream.of(new ProxySettings(kind, null), new ProxySettings(kind, GOOD));
    }

    private static SSLSocketFactory trusting(Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "proxy", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** The simulator's proxy of that kind, by its place. */
    static int index(ProxyKind kind, boolean asks) {
        return 2 * KINDS.indexOf(kind) + (asks ? 1 : 0);
    }

    /** Where that one goes out by. */
    static String exit(int index) {
        return "127.0.1." + (index + 1);
    }

    /** That proxy, spoken to in this way and with these credentials. */
    ProxyAddress proxy(int index, ProxyScheme scheme, @Nullable Credentials credentials) {
        return new ProxyAddress(
                scheme, "127.0.0.1", simulator.proxies().get(index).port(), credentials);
    }

    /** A relay that leads to the site alone, however that is spelt, and trusts the simulator. */
    Relay relay(@Nullable ProxyAddress proxy) throws IOException {
        return relay(proxy, null, () -> trust);
    }

    /** The same, by no proxy but from that address. */
    Relay relay(Bind bind) throws IOException {
        return relay(null, bind, () -> trust);
    }

    /** The same, which trusts whom Java trusts. */
    Relay distrustfulRelay(ProxyAddress proxy) throws IOException {
        return relay(proxy, null, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private Relay relay(
            @Nullable ProxyAddress proxy, @Nullable Bind bind, Supplier<SSLSocketFactory> trusted)
            throws IOException {
        List<TargetPattern> allowed =
                Stream.of("127.0.0.1", "localhost")
                        .map(host -> new TargetPattern(host + ":" + site.port()))
                        .toList();
        return Relay.start(
                new RelaySettings(
                        proxy,
                        bind,
                        new Targets(allowed, Set.of(), PortRange.ephemeral()),
                        List.of(),
                        _ -> true),
                Limits.USUAL,
                trusted);
    }

    @Override
    public void close() {
        daemons.close();
        simulator.close();
        site.close();
    }
}
