package dev.lawn.worker.relay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a request.
 *
 * @param host name or address literal, without brackets
 * @param port 1 to 65535
 */
record Authority(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** No user info, nothing that could break out of a request line. */
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z._-]+))(?::([0-9]{1,5}))?");

    /** Reads {@code host[:port]}; empty where it is anything else. */
    static Optional<Authority> parse(String text, int defaultPort) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String literal = matcher.group(1);
        String digits = matcher.group(3);
        int port = digits == null ? defaultPort : Integer.parseInt(digits);
        return port < 1 || port > HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(new Authority(literal == null ? matcher.group(2) : literal, port));
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
