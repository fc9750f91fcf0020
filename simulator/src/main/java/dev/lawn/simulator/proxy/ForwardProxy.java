package dev.lawn.simulator.proxy;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.Splice;
import dev.lawn.simulator.http.TcpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An HTTP forward proxy on 127.0.0.1 that wants Basic authentication and goes out by one loopback
 * address. CONNECT and absolute-form requests, one request a connection.
 *
 * <p>It leads to loopback addresses only; anything else is answered 403, so that nothing can leave
 * this host by it.
 */
public final class ForwardProxy implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int ANY_PORT = 0;

    private final TcpServer server;
    private final Credentials credentials;

    private ForwardProxy(TcpServer server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param credentials what it asks for
     * @param exit the address it goes out by
     */
    public static ForwardProxy start(Credentials credentials, InetAddress exit) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(HOST), ANY_PORT);
        return new ForwardProxy(
                TcpServer.start(address, near -> new Way(near, credentials, exit).serve()),
                credentials);
    }

    /** Where it listens, with the credentials it wants. */
    public ProxyAddress address() {
        return new ProxyAddress(HOST, server.port(), credentials);
    }

    @Override
    public void close() {
        server.close();
    }

    /** One connection through the proxy. */
    private record Way(Socket near, Credentials credentials, InetAddress exit) {

        void serve() throws IOException, InterruptedException {
            InputStream in = new BufferedInputStream(near.getInputStream());
            HttpHead head = HttpHead.read(in);
            if (!authorized(head)) {
                refuse(
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"p\"");
                return;
            }
            switch (Target.of(head)) {
                case Target.Elsewhere() -> refuse("403 Forbidden");
                case Target.Nonsense() -> refuse("400 Bad Request");
                case Target.Loopback(InetSocketAddress address) -> forward(head, in, address);
            }
        }

        private boolean authorized(HttpHead head) {
            String expected = credentials.user() + ":" + credentials.password().reveal();
            String encoded =
                    Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
            return head.header("Proxy-Authorization")
                    .filter(("Basic " + encoded)::equals)
                    .isPresent();
        }

        private void forward(HttpHead head, InputStream in, InetSocketAddress target)
                throws IOException, InterruptedException {
            Socket far = new Socket();
            try {
                far.bind(new InetSocketAddress(exit, ANY_PORT));
                far.connect(target);
            } catch (IOException _) {
                far.close();
                refuse("502 Bad Gateway");
                return;
            }
            begin(head, far);
            Splice.join(near, in, far, _ -> {}, _ -> {});
        }

        private void begin(HttpHead head, Socket far) throws IOException {
            if (Target.isConnect(head)) {
                write("HTTP/1.1 200 Connection Established", List.of());
            } else {
                far.getOutputStream().write(Target.originForm(head).bytes());
            }
        }

        private void refuse(String status, String... headers) throws IOException {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Length: 0");
            all.add("Connection: close");
            write("HTTP/1.1 " + status, all);
        }

        private void write(String startLine, List<String> headers) throws IOException {
            near.getOutputStream().write(new HttpHead(startLine, headers).bytes());
        }
    }
}
