package dev.lawn.simulator;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.simulator.http.HttpServer;
import dev.lawn.simulator.proxy.ForwardProxy;
import dev.lawn.simulator.proxy.Passage;
import dev.lawn.simulator.proxy.ProxyFault;
import dev.lawn.simulator.proxy.ProxyKind;
import dev.lawn.simulator.proxy.ProxySettings;
import dev.lawn.simulator.proxy.ProxyTraffic;
import dev.lawn.simulator.proxy.TlsIdentity;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Devices;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Variant;
import dev.lawn.simulator.web.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outside world on this host: a service's site and forward proxies to reach it by.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start(settings)) {
 *     browse(simulator.uri(), simulator.proxies().getFirst());
 *     simulator.stats().signIns();
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {

    private final Site site;
    private final HttpServer server;
    private final String host;
    private final @Nullable TlsIdentity identity;
    private final List<ForwardProxy> proxies = new ArrayList<>();

    private Simulator(Site site, HttpServer server, String host, @Nullable TlsIdentity identity) {
        this.site = site;
        this.server = server;
        this.host = host;
        this.identity = identity;
    }

    /**
     * Starts the site and every proxy.
     *
     * @throws IOException where the port is taken or the state folder cannot be used; nothing is
     *     left running
     */
    public static Simulator start(SimulatorSettings settings) throws IOException {
        Time time = new SystemTime();
        Tokens tokens = Tokens.keptIn(settings.stateFolder(), time);
        Site site =
                new Site(
                        new Accounts(settings.accounts()),
                        tokens,
                        new Devices(time),
                        new Site.Look(settings.variant(), settings.extensionIds()),
                        time);
        TlsIdentity identity = identity(settings);
        HttpServer server = HttpServer.start(settings.listen(), site);
        Simulator simulator =
                new Simulator(site, server, settings.listen().getHostString(), identity);
        try {
            simulator.start(settings.proxies());
            return simulator;
        } catch (IOException e) {
            simulator.close();
            throw e;
        }
    }

    private void start(List<ProxySettings> all) throws IOException {
        for (ProxySettings each : all) {
            proxies.add(ForwardProxy.start(each, exit(proxies.size()), identity));
        }
    }

    private static @Nullable TlsIdentity identity(SimulatorSettings settings) throws IOException {
        return settings.proxies().stream().anyMatch(proxy -> proxy.kind() == ProxyKind.HTTPS)
                ? TlsIdentity.keptIn(settings.stateFolder())
                : null;
    }

    private static InetAddress exit(int index) {
        return InetAddress.ofLiteral("127.0.1." + (index + 1));
    }

    /** The site's root. */
    public URI uri() {
        return URI.create("http://%s:%d/".formatted(host, server.port()));
    }

    /** The proxies in the order of the settings; proxy i goes out by 127.0.1.(i+1). */
    public List<ProxyAddress> proxies() {
        return proxies.stream().map(ForwardProxy::address).toList();
    }

    /** The certificate of its HTTPS proxies, as a PEM file; empty where it has none. */
    public Optional<Path> certificate() {
        return Optional.ofNullable(identity).map(TlsIdentity::certificate);
    }

    /** What the site has seen since it started; the same as {@code GET /_stats}. */
    public Stats stats() {
        return site.stats();
    }

    /** Switches the site to this fault; the same as {@code POST /_fault}. */
    public void set(Fault fault) {
        site.set(fault);
    }

    /**
     * Changes the sign-in page, as a site does overnight; the same as {@code POST /_variant}. Pages
     * that are open keep the face they came with, and sessions stay good.
     */
    public void set(Variant variant) {
        site.set(variant);
    }

    /**
     * Pages served from now on hand their session to these extensions, as far as the browser has
     * them; the same as {@code POST /_extensions}.
     */
    public void setExtensionIds(List<String> ids) {
        site.setExtensionIds(ids);
    }

    /**
     * Check-ins from now on lead nodes to the site by the name {@code localhost}, so that who
     * counts by destination can tell their sockets from pages and API.
     *
     * @return where that is, with the port
     */
    public String leadSocketsToLocalhost() {
        String sockets = "localhost:" + server.port();
        site.leadSocketsTo(sockets);
        return sockets;
    }

    /**
     * Whether the service counts what comes from this address as a device; the same as {@code POST
     * /_device}. While it does not, sockets from there stay open, are in no list of the API, and
     * earn nothing.
     */
    public void setListed(InetAddress exit, boolean listed) {
        site.setListed(exit, listed);
    }

    /**
     * Switches a proxy to this fault.
     *
     * @param index from 0, in the order of {@link #proxies()}
     * @throws IOException where it cannot listen any more
     */
    public void set(int index, ProxyFault fault) throws IOException {
        proxies.get(index).set(fault);
    }

    /**
     * What a proxy has seen of each of its latest thousand connections, open ones among them; the
     * oldest first.
     *
     * @param index from 0, in the order of {@link #proxies()}
     */
    public List<Passage> passages(int index) {
        return proxies.get(index).passages();
    }

    /**
     * What a proxy has seen since it started.
     *
     * @param index from 0, in the order of {@link #proxies()}
     */
    public ProxyTraffic traffic(int index) {
        return proxies.get(index).traffic();
    }

    /**
     * The same by {@code host:port} as it was asked for, of whoever was let in; kept for good.
     *
     * @param index from 0, in the order of {@link #proxies()}
     */
    public Map<String, ProxyTraffic> trafficByTarget(int index) {
        return proxies.get(index).trafficByTarget();
    }

    /** Ends every connection and every listener at once. */
    @Override
    public void close() {
        site.set(Fault.NONE);
        server.close();
        proxies.forEach(ForwardProxy::close);
    }
}
