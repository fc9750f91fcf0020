package dev.lawn.simulator.proxy;

import dev.lawn.common.net.HttpHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a proxy request wants to go. */
sealed interface Target {

    /** An address of this host's loopback network. */
    record Loopback(InetSocketAddress address) implements Target {}

    /** Anywhere else; a name other than localhost is not even looked up. */
    record Elsewhere() implements Target {}

    /** No request a forward proxy understands. */
    record Nonsense() implements Target {}

    private static URI uri(HttpHead head) throws URISyntaxException {
        return new URI(isConnect(head) ? "connect://" + head.word(1) : head.word(1));
    }

    static boolean isConnect(HttpHead head) {
        return head.word(0).equals("CONNECT");
    }

    static Target of(HttpHead head) {
        try {
            URI uri = uri(head);
            if (uri.getHost() == null || (!isConnect(head) && !"http".equals(uri.getScheme()))) {
                return new Nonsense();
            }
            int port = uri.getPort() > 0 ? uri.getPort() : 80;
            return literal(uri.getHost())
                    .filter(InetAddress::isLoopbackAddress)
                    .<Target>map(address -> new Loopback(new InetSocketAddress(address, port)))
                    .orElseGet(Elsewhere::new);
        } catch (URISyntaxException _) {
            return new Nonsense();
        }
    }

    private static Optional<InetAddress> literal(String host) {
        if (host.equals("localhost")) {
            return Optional.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** An absolute-form request as the origin server wants it, for one request only. */
    static HttpHead originForm(HttpHead head) {
        URI uri = URI.create(head.word(1));
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return head.withStartLine(head.word(0) + " " + path + query + " HTTP/1.1")
                .without("Proxy-Authorization")
                .without("Proxy-Connection")
                .with("Connection", "close");
    }
}
