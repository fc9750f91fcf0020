package dev.lawn.simulator.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/** Where a client of a proxy wants to go. */
sealed interface Target {

    /** Names below this are this host's loopback, to the proxies alone: no resolver knows them. */
    String OWN_DOMAIN = ".simulator.test";

    /** Names below this are nobody's; RFC 6761. */
    String NOBODYS_DOMAIN = ".invalid";

    /**
     * An address of this host's loopback network.
     *
     * @param asked {@code host:port} as the client wrote it
     * @param isNamed whether it was asked for by a name
     */
    record Loopback(InetSocketAddress address, String asked, boolean isNamed) implements Target {}

    /**
     * A name that is nobody's.
     *
     * @param asked {@code host:port}
     */
    record Nowhere(String asked) implements Target {}

    /**
     * Anywhere else; such a name is not even looked up.
     *
     * @param asked {@code host:port}
     */
    record Elsewhere(String asked) implements Target {}

    /** No request a forward proxy understands. */
    record Nonsense() implements Target {}

    /** A host, by name or address literal with or without brackets, and its port. */
    static Target of(String host, int port) {
        String name = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(OWN_DOMAIN)) {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            return new Loopback(new InetSocketAddress(loopback, port), asked(name, port), true);
        }
        if (name.endsWith(NOBODYS_DOMAIN)) {
            return new Nowhere(asked(name, port));
        }
        return literal(name)
                .map(address -> of(address, port))
                .orElseGet(() -> new Elsewhere(asked(name, port)));
    }

    /** An address and its port. */
    static Target of(InetAddress address, int port) {
        String asked = asked(address.getHostAddress(), port);
        return address.isLoopbackAddress()
                ? new Loopback(new InetSocketAddress(address, port), asked, false)
                : new Elsewhere(asked);
    }

    private static String asked(String host, int port) {
        return host + ":" + port;
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
