package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks of a forward proxy. Whatever cannot be proven to be one well-formed request is
 * {@link Malformed}: two readings of one message are how requests get smuggled.
 */
sealed interface ProxyRequest {

    /** CONNECT: bytes both ways. */
    record Tunnel(Authority to) implements ProxyRequest {}

    /**
     * An absolute-form request.
     *
     * @param path with its query, from the first slash on
     * @param version {@code HTTP/1.0} or {@code HTTP/1.1}
     * @param headers to be sent on, without any of the client's connection to us
     * @param body how what follows the head ends
     * @param upgrade the protocol it wants to change to; empty for none
     * @param keepsAlive whether the client takes another answer on this connection
     */
    record Forward(
            Authority to,
            String method,
            String path,
            String version,
            List<String> headers,
            Framing body,
            Optional<String> upgrade,
            boolean keepsAlive)
            implements ProxyRequest {

        public Forward {
            headers = List.copyOf(headers);
        }

        boolean upgrades() {
            return upgrade.isPresent();
        }

        /** As the host itself wants it, to be the only one on its connection. */
        HttpHead originForm() {
            HttpHead head = head(path);
            return upgrade.map(to -> head.with("Connection", "Upgrade").with("Upgrade", to))
                    .orElseGet(() -> head.with("Connection", "close"));
        }

        /** As a proxy wants it, to be the only one on its connection. */
        HttpHead absoluteForm() {
            return head("http://" + to.inUrl(DEFAULT_HTTP_PORT) + path).with("Connection", "close");
        }

        private HttpHead head(String target) {
            return new HttpHead(method + " " + target + " " + version, headers)
                    .with("Host", to.inUrl(DEFAULT_HTTP_PORT));
        }
    }

    /** Not to be forwarded. */
    record Malformed(String why) implements ProxyRequest {}

    Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    Pattern PROTOCOLS = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:/[0-9A-Za-z.]+)?");
    Pattern ABSOLUTE = Pattern.compile("(?i:http|ws)://([^/?#]+)(/?[^#\\s]*)");
    int DEFAULT_HTTP_PORT = 80;

    /** Reads a request's head. */
    static ProxyRequest of(HttpHead head) {
        String[] words = head.startLine().split(" ", -1);
        if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]")) {
            return new Malformed("no HTTP/1.x request line");
        }
        if (!HeaderLines.areWellFormed(head)) {
            return new Malformed("a header line that is none");
        }
        return "CONNECT".equals(words[0]) ? tunnel(words[1]) : forward(words, head);
    }

    private static ProxyRequest tunnel(String target) {
        Optional<Authority> to = Authority.parse(target, 0);
        return to.isPresent() ? new Tunnel(to.get()) : new Malformed("CONNECT wants host:port");
    }

    private static ProxyRequest forward(String[] words, HttpHead head) {
        Matcher absolute = ABSOLUTE.matcher(words[1]);
        if (!TOKEN.matcher(words[0]).matches() || !absolute.matches()) {
            return new Malformed("neither CONNECT nor a request for an http:// address");
        }
        Optional<Authority> to = Authority.parse(absolute.group(1), DEFAULT_HTTP_PORT);
        if (to.isEmpty()) {
            return new Malformed("no host[:port] in the address");
        }
        Optional<Framing> body = Framing.ofRequest(head);
        if (body.isEmpty()) {
            return new Malformed("a body whose end can be read two ways");
        }
        if (HeaderLines.hidesNeeded(head)) {
            return new Malformed("a Connection header that names a header of the message");
        }
        return forward(words, absolute.group(2), head, to.get(), body.get());
    }

    private static Forward forward(
            String[] words, String path, HttpHead head, Authority to, Framing body) {
        Set<String> connection = HeaderLines.connection(head);
        boolean isModern = "HTTP/1.1".equals(words[2]);
        Optional<String> upgrade =
                HeaderLines.values(head, "upgrade")
                        .filter(_ -> isModern && connection.contains("upgrade"))
                        .filter(each -> PROTOCOLS.matcher(each).matches())
                        .findFirst();
        return new Forward(
                to,
                words[0],
                path.startsWith("/") ? path : "/" + path,
                words[2],
                HeaderLines.endToEnd(head),
                body,
                upgrade,
                isModern && !connection.contains("close") && !hasProxyClose(head));
    }

    private static boolean hasProxyClose(HttpHead head) {
        return HeaderLines.values(head, "proxy-connection").anyMatch("close"::equalsIgnoreCase);
    }
}
