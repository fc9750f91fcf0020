package dev.lawn.supervisor.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code address:port} to listen on. Only literals: a name might mean anything tomorrow. */
final class ListenAddress {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<four>[^:\\[\\]]+)):(?<port>\\d{1,5})");

    private static final int HIGHEST_PORT = 65_535;

    private ListenAddress() {}

    /** Any address of this host; port 0 takes a free one. */
    static Optional<InetSocketAddress> read(Cursor at) {
        Optional<String> text = at.text();
        Optional<InetSocketAddress> address = text.flatMap(ListenAddress::parse);
        if (text.isPresent() && address.isEmpty()) {
            at.problem(
                    "\"%s\" is no address with a port; write 127.0.0.1:5296 or \"[::1]:5296\""
                            .formatted(text.get()));
        }
        return address;
    }

    /** A loopback address and nothing else. */
    static Optional<InetSocketAddress> readLoopback(Cursor at) {
        Optional<InetSocketAddress> address = read(at);
        if (address.filter(a -> !a.getAddress().isLoopbackAddress()).isPresent()) {
            return at.refuse(
                    "must be a loopback address, since whoever reaches it rules the fleet; write"
                            + " 127.0.0.1:%d".formatted(address.get().getPort()));
        }
        return address;
    }

    private static Optional<InetSocketAddress> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group("port")) > HIGHEST_PORT) {
            return Optional.empty();
        }
        String six = form.group("six");
        return literal(six != null ? six : form.group("four"))
                .map(ip -> new InetSocketAddress(ip, Integer.parseInt(form.group("port"))));
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral("localhost".equals(text) ? "127.0.0.1" : text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
