package dev.lawn.common.net;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A tunnel through an HTTP proxy, asked for by CONNECT, with Basic credentials where it wants them.
 *
 * @param patience for the proxy to accept the connection, and once more for its whole answer
 * @param sent told of bytes that went to the proxy to get the tunnel
 * @param received told of bytes that came from it
 */
public record HttpTunnel(
        ProxyAddress proxy, Duration patience, LongConsumer sent, LongConsumer received) {

    /** A tunnel whose cost nobody counts. */
    public HttpTunnel(ProxyAddress proxy, Duration patience) {
        this(proxy, patience, _ -> {}, _ -> {});
    }

    /**
     * A connection whose far end is that host.
     *
     * @param host name or address; a name is resolved by the proxy
     * @throws TunnelException says whose fault it is; nothing is left open
     */
    public Socket open(String host, int port) throws TunnelException {
        String to = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        Socket socket = new Socket();
        try {
            // The proxy's own name is the host's business; the far host's is the proxy's.
            socket.connect(
                    new InetSocketAddress(proxy.host(), proxy.port()), (int) patience.toMillis());
            return through(socket, to);
        } catch (IOException e) {
            close(socket);
            throw new TunnelException(
                    Reason.PROXY_UNREACHABLE,
                    "proxy %s: %s".formatted(proxy.display(), e.getMessage()));
        } catch (TunnelException e) {
            close(socket);
            throw e;
        }
    }

    private Socket through(Socket socket, String to) throws IOException, TunnelException {
        socket.setTcpNoDelay(true);
        byte[] request = request(to).bytes();
        socket.getOutputStream().write(request);
        sent.accept(request.length);
        HttpHead answer = HttpHead.read(new DeadlineInput(socket, patience));
        received.accept(answer.bytes().length);
        socket.setSoTimeout(0);
        check(answer, to);
        return socket;
    }

    private HttpHead request(String to) {
        List<String> headers = new ArrayList<>();
        headers.add("Host: " + to);
        Credentials credentials = proxy.credentials();
        if (credentials != null) {
            headers.add("Proxy-Authorization: Basic " + basic(credentials));
        }
        return new HttpHead("CONNECT " + to + " HTTP/1.1", headers);
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private void check(HttpHead answer, String to) throws TunnelException {
        String status = answer.word(1);
        if (!answer.startLine().startsWith("HTTP/1.") || !status.matches("[2-5][0-9]{2}")) {
            throw failure(Reason.PROXY_UNREACHABLE, "does not speak HTTP", to);
        }
        if ("407".equals(status)) {
            throw failure(Reason.PROXY_AUTH, "refused the credentials (407)", to);
        }
        if (status.startsWith("4")) {
            // Such answers are about this client: no plan, no right, too much.
            throw failure(Reason.PROXY_UNREACHABLE, "answered " + status, to);
        }
        if (!status.startsWith("2")) {
            throw failure(Reason.SITE_DOWN, "answered " + status, to);
        }
    }

    private TunnelException failure(Reason reason, String what, String to) {
        return new TunnelException(
                reason, "proxy %s %s to CONNECT %s".formatted(proxy.display(), what, to));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
