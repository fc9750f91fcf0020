package dev.lawn.simulator.http;

import dev.lawn.common.net.HttpHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/1.1 and WebSocket on one port, small enough to misbehave on demand: a site that hangs, that
 * never ends its page, or that drops a connection without a word.
 */
public final class HttpServer implements AutoCloseable {

    /**
     * A WebSocket that says nothing for so long is given up, as a stopped or unplugged peer must
     * be. The slowest peer we know of, the genuine Grass extension 5.0.0, pings every 2 minutes.
     */
    private static final int LONGEST_SILENCE_MILLIS = 130_000;

    /** Answers requests, each on the virtual thread of its connection; it may block. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request) throws IOException, InterruptedException;
    }

    private final TcpServer tcp;

    private HttpServer(TcpServer tcp) {
        this.tcp = tcp;
    }

    /**
     * Starts serving.
     *
     * @throws IOException see {@link TcpServer#start}
     */
    public static HttpServer start(InetSocketAddress address, Handler handler) throws IOException {
        return new HttpServer(TcpServer.start(address, socket -> serve(socket, handler)));
    }

    /** The port it listens on. */
    public int port() {
        return tcp.port();
    }

    private static void serve(Socket socket, Handler handler)
            throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean more = true;
        while (more) {
            Request request = Request.read(in, socket.getInetAddress());
            Reply reply = handler.handle(request);
            more = answer(socket, in, request, reply);
        }
    }

    private static boolean answer(Socket socket, InputStream in, Request request, Reply reply)
            throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        return switch (reply) {
            case Reply.Whole whole -> {
                writeWhole(out, whole, request.wantsClose());
                yield !request.wantsClose();
            }
            case Reply.Stream(String contentType, Reply.BodyWriter writer) -> {
                out.write(head(200, List.of("Content-Type: " + contentType, "Connection: close")));
                writer.write(out);
                yield false;
            }
            case Reply.WebSocketFrom(WebSocketListener listener) -> {
                out.write(handshake(request));
                socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
                new WebSocket(socket).serve(in, listener);
                yield false;
            }
            case Reply.Silence() -> false;
        };
    }

    private static void writeWhole(OutputStream out, Reply.Whole whole, boolean close)
            throws IOException {
        List<String> headers = new ArrayList<>();
        headers.add("Content-Type: " + whole.contentType());
        headers.add("Content-Length: " + whole.body().length);
        headers.add("Cache-Control: no-store");
        headers.addAll(whole.headers());
        if (close) {
            headers.add("Connection: close");
        }
        out.write(head(whole.status(), headers));
        out.write(whole.body());
        out.flush();
    }

    private static byte[] handshake(Request request) throws IOException {
        String key =
                request.head()
                        .header("Sec-WebSocket-Key")
                        .orElseThrow(() -> new IOException("no Sec-WebSocket-Key"));
        return head(
                101,
                List.of(
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: " + WebSocket.accept(key)));
    }

    private static byte[] head(int status, List<String> headers) {
        return new HttpHead("HTTP/1.1 " + status + " " + phrase(status), headers).bytes();
    }

    private static String phrase(int status) {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    @Override
    public void close() {
        tcp.close();
    }
}
