package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site that says which request it got, echoes after an upgrade, and is asked through relays. */
final class EchoSite implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final Accepting accepting;

    /** Request lines, as they came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** By which addresses they came. */
    final List<String> clients = new CopyOnWriteArrayList<>();

    EchoSite() throws IOException {
        accepting = Accepting.begin(server, this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Socket client) {
        try (client) {
            clients.add(
                    ((InetSocketAddress) client.getRemoteSocketAddress())
                            .getAddress()
                            .getHostAddress());
            HttpHead head = HttpHead.read(client.getInputStream());
            requests.add(head.startLine());
            if (head.header("Upgrade").isPresent()) {
                write(
                        client,
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                long _ = client.getInputStream().transferTo(client.getOutputStream());
                client.shutdownOutput();
                return;
            }
            String body = head.word(0) + " " + head.word(1);
            write(
                    client,
                    "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        } catch (IOException _) {
            // The client has gone.
        }
    }

    /** The answer to a request by CONNECT. */
    String tunnelled(Relay relay, String host) throws IOException {
        String answer = tunnel(relay, host);
        return answer.substring(answer.lastIndexOf('\n') + 1);
    }

    /** All that comes of a CONNECT and a request in it. */
    String tunnel(Relay relay, String host) throws IOException {
        return asked(
                relay,
                "CONNECT %s:%d HTTP/1.1\r\n\r\nGET /tunnel HTTP/1.1\r\nHost: x\r\n\r\n"
                        .formatted(host, port()));
    }

    /** The answer to a plain request. */
    String plain(Relay relay, String host) throws IOException {
        String answer = plainAnswer(relay, host);
        return answer.substring(answer.lastIndexOf('\n') + 1);
    }

    String plainAnswer(Relay relay, String host) throws IOException {
        return asked(
                relay,
                "GET http://%s:%d/plain HTTP/1.1\r\nConnection: close\r\n\r\n"
                        .formatted(host, port()));
    }

    /** What comes back of what is said after an upgrade. */
    String upgraded(Relay relay, String host) throws IOException {
        try (Socket socket = client(relay)) {
            write(
                    socket,
                    "GET http://%s:%d/ws HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n"
                            .formatted(host, port()));
            HttpHead head = HttpHead.read(socket.getInputStream());
            if (!head.word(1).equals("101")) {
                return head.startLine();
            }
            // Not by a half-close: tinyproxy ends both halves then.
            write(socket, "frames");
            return new String(
                    socket.getInputStream().readNBytes("frames".length()),
                    StandardCharsets.ISO_8859_1);
        }
    }

    static Socket client(Relay relay) throws IOException {
        return new Socket(InetAddress.ofLiteral("127.0.0.1"), relay.address().getPort());
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Writes until it is held back and then let go, at most a gigabyte. */
    static long flood(Socket socket) {
        byte[] piece = new byte[64 * 1024];
        long sent = 0;
        try {
            while (sent < 1L << 30) {
                socket.getOutputStream().write(piece);
                sent += piece.length;
            }
        } catch (IOException _) {
            // Nobody reads, and the relay has had enough of both.
        }
        return sent;
    }

    /** All that a relay answers to some bytes, until it hangs up. */
    static String asked(Relay relay, String request) throws IOException {
        try (Socket socket = client(relay)) {
            write(socket, request);
            return text(socket.getInputStream());
        }
    }

    @Override
    public void close() throws IOException {
        accepting.close();
    }
}
