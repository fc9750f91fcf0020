package dev.lawn.worker.relay;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An HTTP proxy, asked by CONNECT, with Basic credentials where it wants them. */
record HttpProxyUpstream(ProxyAddress proxy, Counters counters) implements Upstream {

    @Override
    public Socket connect(Authority to) throws UpstreamException {
        Socket socket = new Socket();
        try {
            return tunnel(reach(socket), to);
        } catch (IOException e) {
            Sockets.close(socket);
            throw new UpstreamException(
                    Reason.PROXY_UNREACHABLE,
                    "proxy %s: %s".formatted(proxy.display(), e.getMessage()));
        } catch (UpstreamException e) {
            Sockets.close(socket);
            throw e;
        }
    }

    private Socket reach(Socket socket) throws IOException {
        // Resolved here: the proxy's own name is the host's business, the site's name is the
        // proxy's.
        socket.connect(
                new InetSocketAddress(proxy.host(), proxy.port()), (int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        Sockets.keepAlive(socket);
        return socket;
    }

    private Socket tunnel(Socket socket, Authority to) throws IOException, UpstreamException {
        byte[] request = request(to).bytes();
        socket.getOutputStream().write(request);
        counters.sent(request.length);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        HttpHead answer = HttpHead.read(socket.getInputStream());
        counters.received(answer.bytes().length);
        socket.setSoTimeout(0);
        check(answer, to);
        return socket;
    }

    private HttpHead request(Authority to) {
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

    private void check(HttpHead answer, Authority to) throws UpstreamException {
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

    private UpstreamException failure(Reason reason, String what, Authority to) {
        return new UpstreamException(
                reason, "proxy %s %s to CONNECT %s".formatted(proxy.display(), what, to));
    }
}
