package dev.lawn.common.net;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way through one proxy, whatever it speaks, with its credentials. The far host's name is the
 * proxy's to resolve; the proxy's own is this host's.
 *
 * @param patience for the connection, TLS and the proxy's whole answer together
 * @param sent told of bytes that went to the proxy to get there; of TLS those within
 * @param received told of bytes that came from it
 * @param trust makes the TLS of an {@code https://} proxy; not asked for any other
 */
public record ProxyTunnel(
        ProxyAddress proxy,
        Duration patience,
        LongConsumer sent,
        LongConsumer received,
        Supplier<SSLSocketFactory> trust) {

    /** A tunnel whose cost nobody counts, with the JDK's own trust store. */
    public ProxyTunnel(ProxyAddress proxy, Duration patience) {
        this(
                proxy,
                patience,
                _ -> {},
                _ -> {},
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * A connection whose far end is that host.
     *
     * @param host name or address without brackets
     * @throws TunnelException says whose fault it is; nothing is left open
     */
    public Connection open(String host, int port) throws TunnelException {
        String to = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        DialDeadline deadline = new DialDeadline(patience);
        Socket raw = dialled(deadline);
        try {
            Socket socket = secured(raw);
            InputStream in = deadline.input(raw, socket.getInputStream());
            ask(new ProxyTalk(socket, in, sent, received), host, port, to);
            deadline.met(raw);
            return new Connection(socket, raw);
        } catch (TunnelException e) {
            Dial.close(raw);
            throw blamed(e.fault(), "%s to a tunnel to %s".formatted(e.getMessage(), to));
        } catch (IOException e) {
            Dial.close(raw);
            throw failure(e);
        }
    }

    /**
     * A connection whose far end is the proxy itself, for requests in absolute form.
     *
     * @throws TunnelException says whose fault it is; nothing is left open
     */
    public Connection toProxy() throws TunnelException {
        DialDeadline deadline = new DialDeadline(patience);
        Socket raw = dialled(deadline);
        try {
            Socket socket = secured(raw);
            deadline.met(raw);
            return new Connection(socket, raw);
        } catch (IOException e) {
            Dial.close(raw);
            throw failure(e);
        }
    }

    /** What a request in absolute form has to bring along; empty for nothing. */
    public Optional<String> authorization() {
        return Optional.ofNullable(proxy.credentials()).map(HttpConnect::basic);
    }

    /** What a status that is the proxy's own word says went wrong; empty for nothing. */
    public static Optional<WayFault> faultOf(int status) {
        return HttpConnect.fault(status);
    }

    private Socket dialled(DialDeadline deadline) throws TunnelException {
        Dial.Making making =
                switch (proxy.scheme()) {
                    case HTTP, SOCKS5, SOCKS5H, SOCKS4A -> Dial::withChannel;
                    case HTTPS -> () -> new DialSocket(deadline);
                };
        try {
            List<InetAddress> addresses = Names.resolve(proxy.host(), patience);
            return Dial.connect(addresses, proxy.port(), patience, Dial.ANY_SOURCE, making);
        } catch (UnknownHostException e) {
            throw blamed(WayFault.DNS, e.getMessage());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Socket secured(Socket raw) throws IOException {
        return switch (proxy.scheme()) {
            case HTTP, SOCKS5, SOCKS5H, SOCKS4A -> raw;
            case HTTPS -> tls(raw);
        };
    }

    private Socket tls(Socket raw) throws IOException {
        SSLSocket socket =
                (SSLSocket) trust.get().createSocket(raw, proxy.host(), proxy.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without it any certificate of a known authority would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void ask(ProxyTalk talk, String host, int port, String to)
            throws IOException, TunnelException {
        Credentials credentials = proxy.credentials();
        switch (proxy.scheme()) {
            case HTTP, HTTPS -> HttpConnect.ask(talk, credentials, to);
            case SOCKS5, SOCKS5H -> Socks5.ask(talk, credentials, host, port);
            case SOCKS4A -> Socks4a.ask(talk, credentials, host, port);
        }
    }

    private TunnelException failure(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> blamed(WayFault.TIMEOUT, "no answer in time");
            case SSLException tls -> blamed(WayFault.TLS, "TLS failed: " + tls.getMessage());
            default -> blamed(WayFault.UNREACHABLE, e.getMessage());
        };
    }

    private TunnelException blamed(WayFault fault, @Nullable String what) {
        return new TunnelException(fault, "proxy %s: %s".formatted(proxy.display(), what));
    }
}
