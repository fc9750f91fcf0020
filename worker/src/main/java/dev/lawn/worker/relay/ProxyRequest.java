package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param head in origin-form, to be the only one on its connection
     * @param bodyBytes how many bytes follow the head
     */
    record Forward(Authority to, HttpHead head, long bodyBytes) implements ProxyRequest {}

    /** Not to be forwarded. */
    record Malformed(String why) implements ProxyRequest {}

    Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
    Pattern ABSOLUTE = Pattern.compile("(?i:http)://([^/?#]+)(/?[^#\\s]*)");
    int DEFAULT_HTTP_PORT = 80;

    /** Headers that speak about the client's connection to us and end here; RFC 9110, 7.6.1. */
    Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "proxy-connection",
                    "keep-alive",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "upgrade");

    /** What a Connection header must not take away: they say where a message goes, and ends. */
    Set<String> NEEDED = Set.of("content-length", "host", "transfer-encoding");

    /** Reads a request's head. */
    static ProxyRequest of(HttpHead head) {
        String[] words = head.startLine().split(" ", -1);
        if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]")) {
            return new Malformed("no HTTP/1.x request line");
        }
        if (!head.headers().stream().allMatch(line -> HEADER.matcher(line).matches())) {
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
        if (head.header("Transfer-Encoding").isPresent()) {
            return new Malformed("a body without Content-Length");
        }
        List<String> lengths = values(head, "content-length").toList();
        if (lengths.size() > 1 || !lengths.stream().allMatch(l -> l.matches("[0-9]{1,15}"))) {
            return new Malformed("a Content-Length that is not one number");
        }
        if (connectionNames(head).anyMatch(NEEDED::contains)) {
            return new Malformed("a Connection header that names a header of the message");
        }
        String path = absolute.group(2);
        String startLine =
                words[0] + " " + (path.startsWith("/") ? path : "/" + path) + " HTTP/1.1";
        return new Forward(
                to.get(),
                originForm(head, startLine, absolute.group(1)),
                lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst()));
    }

    private static HttpHead originForm(HttpHead head, String startLine, String host) {
        Set<String> dropped =
                Stream.concat(HOP_BY_HOP.stream(), connectionNames(head))
                        .collect(Collectors.toSet());
        List<String> kept =
                head.headers().stream().filter(line -> !dropped.contains(name(line))).toList();
        return new HttpHead(startLine, kept).with("Host", host).with("Connection", "close");
    }

    private static Stream<String> connectionNames(HttpHead head) {
        return values(head, "connection")
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT));
    }

    private static Stream<String> values(HttpHead head, String name) {
        return head.headers().stream()
                .filter(line -> name(line).equals(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
