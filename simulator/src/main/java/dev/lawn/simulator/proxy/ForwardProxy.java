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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    private final Credentials credentials;
    private final InetAddress exit;
    private final Gate gate = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ProxyFault fault = ProxyFault.NONE;
    private TcpServer server;
    private boolean listening = true;

    private ForwardProxy(Credentials credentials, InetAddress exit) throws IOException {
        this.credentials = credentials;
        this.exit = exit;
        this.server = listen(ANY_PORT);
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param credentials what it asks for
     * @param exit the address it goes out by
     */
    public static ForwardProxy start(Credentials credentials, InetAddress exit) throws IOException {
        return new ForwardProxy(credentials, exit);
    }

    private TcpServer listen(int port) throws IOException {
        return TcpServer.start(
                new InetSocketAddress(InetAddress.ofLiteral(HOST), port), this::serve);
    }

    private void serve(Socket near) throws IOException, InterruptedException {
        open.add(near);
        try {
            new Way(near).serve();
        } finally {
            open.remove(near);
        }
    }

    /** Where it listens, with the credentials it wants; the same all its life. */
    public synchronized ProxyAddress address() {
        return new ProxyAddress(HOST, server.port(), credentials);
    }

    /**
     * Switches to this fault; {@link ProxyFault#NONE} makes all well again.
     *
     * @throws IOException where it was refusing and its port cannot be had any more
     */
    public synchronized void set(ProxyFault next) throws IOException {
        fault = next;
        if (next == ProxyFault.HANGING) {
            gate.shut();
        } else {
            gate.open();
        }
        if (next == ProxyFault.REFUSED) {
            listening = false;
            server.close();
        } else if (!listening) {
            server = listen(server.port());
            listening = true;
        }
        if (next.endsTunnels()) {
            open.forEach(ForwardProxy::closeQuietly);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }

    @Override
    public synchronized void close() {
        gate.open();
        server.close();
    }

    /** One connection through the proxy. */
    private final class Way {

        private final Socket near;

        Way(Socket near) {
            this.near = near;
        }

        void serve() throws IOException, InterruptedException {
            InputStream in = gate.held(new BufferedInputStream(near.getInputStream()));
            HttpHead head = HttpHead.read(in);
            if (fault == ProxyFault.BAD_GATEWAY) {
                refuse("502 Bad Gateway");
                return;
            }
            if (fault == ProxyFault.WRONG_CREDENTIALS || !authorized(head)) {
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
            Socket far = new HeldSocket(gate);
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

    /** What comes in is held back while the gate is shut. */
    private static final class HeldSocket extends Socket {

        private final Gate gate;

        HeldSocket(Gate gate) {
            this.gate = gate;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return gate.held(super.getInputStream());
        }
    }
}
