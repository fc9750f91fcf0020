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

/**
 * A tunnel through an HTTP proxy, asked for by CONNECT, with Basic credentials where it wants them.
 *
 * @param patience for the proxy to accept the connection, and once more to answer
 */
public record HttpTunnel(ProxyAddress proxy, Duration patience) {

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
        socket.getOutputStream().write(request(to).bytes());
        socket.setSoTimeout((int) patience.toMillis());
        HttpHead answer = HttpHead.read(socket.getInputStream());
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
