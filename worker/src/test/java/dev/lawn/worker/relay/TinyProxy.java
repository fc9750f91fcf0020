package dev.lawn.worker.relay;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Secret;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.Splice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy that knows CONNECT to loopback, Basic credentials, plain requests, and nothing
 * else.
 */
public final class TinyProxy implements AutoCloseable {

    private static final Credentials WANTED = new Credentials("p1", Secret.of("battery:staple"));

    private final ServerSocket server;
    private final Accepting accepting;

    /** Targets of the tunnels it opened. */
    public final List<String> tunnels = new CopyOnWriteArrayList<>();

    /** Addresses of the plain requests it forwarded. */
    public final List<String> plain = new CopyOnWriteArrayList<>();

    public TinyProxy() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
    }

    /**
     * @param server speaks TLS, for one
     */
    TinyProxy(ServerSocket server) {
        this.server = server;
        accepting = Accepting.begin(server, this::serve);
    }

    public ProxyAddress address() {
        return new ProxyAddress("127.0.0.1", server.getLocalPort(), WANTED);
    }

    ProxyAddress address(ProxyScheme scheme, String host) {
        return new ProxyAddress(scheme, host, server.getLocalPort(), WANTED);
    }

    public ProxyAddress addressWithWrongPassword() {
        return new ProxyAddress(
                "127.0.0.1", server.getLocalPort(), new Credentials("p1", Secret.of("wrong")));
    }

    private void serve(Socket client) {
        try (client) {
            HttpHead head = HttpHead.read(client.getInputStream());
            if (!head.header("Proxy-Authorization").equals(Optional.of(basic()))) {
                answer(client, "407 Proxy Authentication Required");
                return;
            }
            if (head.word(0).equals("CONNECT")) {
                Authority to = Authority.parse(head.word(1), 0).orElseThrow();
                tunnels.add(to.toString());
                tunnel(client, to);
            } else {
                plain.add(head.word(1));
                plain(client, head);
            }
        } catch (IOException _) {
            // The client has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void plain(Socket client, HttpHead head)
            throws IOException, InterruptedException {
        URI uri = URI.create(head.word(1));
        try (Socket far = new Socket(uri.getHost(), uri.getPort())) {
            String path = head.word(1).substring(head.word(1).indexOf('/', "http://".length()));
            far.getOutputStream()
                    .write(
                            head.withStartLine(head.word(0) + " " + path + " " + head.word(2))
                                    .without("Proxy-Authorization")
                                    .bytes());
            Splice.join(client, client.getInputStream(), far, _ -> {}, _ -> {});
        }
    }

    private static void tunnel(Socket client, Authority to)
            throws IOException, InterruptedException {
        Socket far;
        try {
            far = new Socket(to.host(), to.port());
        } catch (IOException _) {
            answer(client, "502 Bad Gateway");
            return;
        }
        answer(client, "200 Connection established");
        Splice.join(client, client.getInputStream(), far, _ -> {}, _ -> {});
    }

    static String basic() {
        String pair = WANTED.user() + ":" + WANTED.password().reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Socket client, String status) {
        try {
            client.getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The client has gone.
        }
    }

    @Override
    public void close() throws IOException {
        accepting.close();
    }
}
