package dev.lawn.simulator.http;

import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param head as it came
 * @param target its path and query
 * @param body empty where there is none
 * @param peer the address it came from
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Request(HttpHead head, URI target, byte[] body, InetAddress peer) {

    /** A longer body is refused: a sign-in is a few hundred bytes. */
    private static final int LONGEST_BODY = 256 * 1024;

    /**
     * Reads one request, body included.
     *
     * @throws java.io.EOFException where the peer has no more to say
     */
    static Request read(InputStream in, InetAddress peer) throws IOException {
        HttpHead head = HttpHead.read(in);
        return new Request(head, target(head), in.readNBytes(bodyLength(head)), peer);
    }

    private static URI target(HttpHead head) throws IOException {
        try {
            return new URI(head.word(1));
        } catch (URISyntaxException e) {
            throw new IOException("the request's target is no URI", e);
        }
    }

    private static int bodyLength(HttpHead head) throws IOException {
        try {
            int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
            if (length >= 0 && length <= LONGEST_BODY) {
                return length;
            }
            throw new IOException("a body of " + length + " bytes");
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length is no number", e);
        }
    }

    /** {@code GET}, {@code POST} … */
    public String method() {
        return head.word(0);
    }

    /** The path without its query. */
    public String path() {
        return target.getPath();
    }

    /** The decoded parameters of the query. */
    public Map<String, String> query() {
        Map<String, String> parameters = new HashMap<>();
        String query = target.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            decoded(pair.substring(0, equals)),
                            decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether the peer asks to go on as a WebSocket. */
    public boolean wantsWebSocket() {
        return head.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    boolean wantsClose() {
        return head.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }
}
