package dev.lawn.worker.service;

import dev.lawn.common.net.HttpHead;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET through the relay, on a connection of its own that ends with it. One deadline holds for
 * all of it: an answer that comes byte by byte is none. Redirects are not followed.
 *
 * @param relay a forward proxy on loopback
 */
record SmallGet(InetSocketAddress relay) {

    /** What is longer is no IP. */
    private static final int LONGEST_ANSWER = 4 * 1024;

    private static final int LONGEST_CHUNK_SIZE = 16;
    private static final int HTTPS = 443;
    private static final int HEX = 16;

    /**
     * The beginning of the answer's body.
     *
     * @throws SocketTimeoutException where it did not come in time
     * @throws IOException where it did not come, or is an error's; says which
     */
    String body(URI address, Duration within) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try (Socket socket = new Socket()) {
            Thread.ofVirtual().name("exit-ip-deadline").start(() -> end(socket, done, within));
            socket.connect(relay, (int) within.toMillis());
            return answer(socket, address);
        } catch (IOException e) {
            if (done.getCount() == 0) {
                throw new SocketTimeoutException(
                        "no answer within %d ms".formatted(within.toMillis()));
            }
            throw e;
        } finally {
            done.countDown();
        }
    }

    private static void end(Socket socket, CountDownLatch done, Duration within) {
        try (socket) {
            if (done.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            // Counted down before the close, so that what fails by it knows why.
            done.countDown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // Closed either way.
        }
    }

    private static String answer(Socket socket, URI address) throws IOException {
        boolean isSecret = "https".equals(address.getScheme());
        Socket far = isSecret ? secret(socket, address) : socket;
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String whole = (isSecret ? "" : "http://" + address.getRawAuthority()) + path + query;
        send(far, "GET " + whole + " HTTP/1.1", address.getRawAuthority());
        InputStream in = new BufferedInputStream(far.getInputStream());
        HttpHead head = HttpHead.read(in);
        String body = body(head, in);
        if (!head.word(1).matches("2[0-9]{2}")) {
            throw new AnswerException(address.getHost(), head.word(1));
        }
        return body;
    }

    private static void send(Socket to, String startLine, String host) throws IOException {
        List<String> headers = List.of("Host: " + host, "Accept: */*", "Connection: close");
        to.getOutputStream().write(new HttpHead(startLine, headers).bytes());
    }

    /** TLS with the far side, through a tunnel of the relay's. */
    private static Socket secret(Socket socket, URI address) throws IOException {
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        String to = address.getHost() + ":" + port;
        send(socket, "CONNECT " + to + " HTTP/1.1", to);
        HttpHead head = HttpHead.read(socket.getInputStream());
        if (!"200".equals(head.word(1))) {
            throw new IOException("no tunnel to %s: %s".formatted(to, head.word(1)));
        }
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket far = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = far.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        far.setSSLParameters(parameters);
        far.startHandshake();
        return far;
    }

    private static String body(HttpHead head, InputStream in) throws IOException {
        boolean inChunks =
                head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
        byte[] body = inChunks ? chunks(in) : in.readNBytes(length(head));
        return new String(body, StandardCharsets.UTF_8);
    }

    private static int length(HttpHead head) {
        return head.header("Content-Length")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Math.min(Integer.parseInt(text), LONGEST_ANSWER))
                .orElse(LONGEST_ANSWER);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize(in);
        while (size > 0 && body.size() < LONGEST_ANSWER) {
            body.write(in.readNBytes(Math.min(size, LONGEST_ANSWER)));
            boolean isWhole = size <= LONGEST_ANSWER && line(in).isEmpty();
            size = isWhole ? chunkSize(in) : 0;
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        String digits = line(in).split(";", 2)[0].strip();
        if (!digits.matches("[0-9A-Fa-f]{1,7}")) {
            throw new IOException("a chunk without its size");
        }
        return Integer.parseInt(digits, HEX);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.length() >= LONGEST_CHUNK_SIZE) {
                throw new IOException("a chunk without its size");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
