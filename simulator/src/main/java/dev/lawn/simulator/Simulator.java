package dev.lawn.simulator;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.simulator.http.HttpServer;
import dev.lawn.simulator.proxy.ForwardProxy;
import dev.lawn.simulator.proxy.ProxyFault;
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
import java.util.ArrayList;
import java.util.List;

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
    private final List<ForwardProxy> proxies;

    private Simulator(Site site, HttpServer server, String host, List<ForwardProxy> proxies) {
        this.site = site;
        this.server = server;
        this.host = host;
        this.proxies = proxies;
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
        HttpServer server = HttpServer.start(settings.listen(), site);
        List<ForwardProxy> proxies = new ArrayList<>();
        Simulator simulator =
                new Simulator(site, server, settings.listen().getHostString(), proxies);
        try {
            for (Credentials credentials : settings.proxies()) {
                proxies.add(ForwardProxy.start(credentials, exit(proxies.size())));
            }
            return simulator;
        } catch (IOException e) {
            simulator.close();
            throw e;
        }
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
     * @throws IOException where it was refusing and its port cannot be had any more
     */
    public void set(int index, ProxyFault fault) throws IOException {
        proxies.get(index).set(fault);
    }

    /** Ends every connection and every listener at once. */
    @Override
    public void close() {
        site.set(Fault.NONE);
        server.close();
        proxies.forEach(ForwardProxy::close);
    }
}
