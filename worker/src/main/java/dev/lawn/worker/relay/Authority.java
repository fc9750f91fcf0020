package dev.lawn.worker.relay;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a request.
 *
 * @param host name, or address in its one usual spelling, without brackets
 * @param port 1 to 65535
 */
record Authority(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** No user info, nothing that could break out of a request line. */
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z._-]{1,255}))(?::([0-9]{1,5}))?");

    /** Reads {@code host[:port]}; empty where it is anything else. */
    static Optional<Authority> parse(String text, int defaultPort) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(3);
        int port = digits == null ? defaultPort : Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        String literal = matcher.group(1);
        Optional<String> host =
                literal == null ? Ipv4Spelling.usual(matcher.group(2)) : ipv6(literal);
        return host.map(usual -> new Authority(usual, port));
    }

    /** One that only wraps an IPv4 address becomes that. */
    private static Optional<String> ipv6(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return !literal.contains(":")
                    ? Optional.empty()
                    : Optional.of(
                            address instanceof Inet4Address
                                    ? address.getHostAddress()
                                    : literal.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The address that was written; empty for a name. */
    Optional<InetAddress> literal() {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As in a URL: without the port where that is the usual one. */
    String inUrl(int usualPort) {
        return port == usualPort ? bracketed() : toString();
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
