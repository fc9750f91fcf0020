package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a browser sends through a relay, by raw bytes: a client library would hide half of it. */
enum TrafficKind {
    CONNECT {
        @Override
        String send(Line line, String to) throws IOException {
            line.open(to);
            line.write("GET /tunnel HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(to));
            return line.body(line.head());
        }
    },
    GET {
        @Override
        String send(Line line, String to) throws IOException {
            line.write("GET http://%1$s/get?a=b HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(to));
            return line.body(line.head());
        }
    },
    POST {
        @Override
        String send(Line line, String to) throws IOException {
            line.write(
                    "POST http://%1$s/post HTTP/1.1\r\nHost: %1$s\r\nContent-Length: %2$d\r\n\r\n%3$s"
                            .formatted(to, WORDS.length(), WORDS));
            return line.body(line.head());
        }
    },
    PLAIN_WEBSOCKET {
        @Override
        String send(Line line, String to) throws IOException {
            return line.webSocket("http://" + to + "/socket", to);
        }
    },
    TUNNELLED_WEBSOCKET {
        @Override
        String send(Line line, String to) throws IOException {
            line.open(to);
            return line.webSocket("/socket", to);
        }
    };

    /** What is sent where anything is. */
    static final String WORDS = "four words of text";

    private static final int PATIENCE_MILLIS = 30_000;

    abstract String send(Line line, String to) throws IOException;

    /** Whether it carries {@link #WORDS} to the site. */
    boolean hasWords() {
        return switch (this) {
            case CONNECT, GET -> false;
            case POST, PLAIN_WEBSOCKET, TUNNELLED_WEBSOCKET -> true;
        };
    }

    /**
     * What the site answers.
     *
     * @param to {@code host:port}
     * @throws Refused where it was the relay that answered
     */
    String through(InetSocketAddress relay, String to) throws IOException {
        try (Socket socket = new Socket(relay.getAddress(), relay.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return send(new Line(socket), to);
        }
    }

    /** Another status than the one of success, and its page. */
    static final class Refused extends IOException {
        Refused(String status, String page) {
            super(status + " " + page);
        }
    }

    /** One connection to a relay. */
    static final class Line {

        private static final int TEXT_FRAME = 0x81;
        private static final int MASKED = 0x80;
        private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

        /** The answer to that key; RFC 6455, 1.3. */
        private static final String ACCEPTED = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        private final InputStream in;
        private final OutputStream out;

        Line(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Has the relay open a tunnel. */
        void open(String to) throws IOException {
            write("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(to));
            expect("200", head());
        }

        HttpHead head() throws IOException {
            return HttpHead.read(in);
        }

        String body(HttpHead head) throws IOException {
            expect("200", head);
            return content(head);
        }

        private String content(HttpHead head) throws IOException {
            int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private void expect(String status, HttpHead head) throws IOException {
            if (!head.word(1).equals(status)) {
                throw new Refused(head.startLine(), content(head));
            }
        }

        String webSocket(String target, String host) throws IOException {
            write(
                    "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n"
                            .formatted(target, host, KEY));
            HttpHead answer = head();
            expect("101", answer);
            if (!answer.header("Sec-WebSocket-Accept").orElse("").equals(ACCEPTED)) {
                throw new IOException("a handshake for somebody else: " + answer);
            }
            out.write(frame(WORDS));
            return text();
        }

        /** Masked with zeros, which is as good as any here. */
        private static byte[] frame(String text) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(TEXT_FRAME);
            frame.write(MASKED | text.length());
            frame.write(new byte[4]);
            frame.write(text.getBytes(StandardCharsets.US_ASCII));
            return frame.toByteArray();
        }

        private String text() throws IOException {
            if (in.read() != TEXT_FRAME) {
                throw new IOException("no text frame");
            }
            return new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
        }
    }
}
