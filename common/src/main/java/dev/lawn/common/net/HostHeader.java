package dev.lawn.common.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a request was meant for. A page whose name leads to this host, by a name server's word or by
 * that of a proxy on this very host, has its browser send that name: so it is told from those who
 * meant loopback.
 */
public final class HostHeader {

    /**
     * {@code name}, {@code 127.0.0.1} or {@code [::1]}; any port, since it may be a forwarded one.
     */
    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<four>[^:\\[\\]]+))(?::\\d{1,5})?");

    private HostHeader() {}

    /** Whether there is one such header, and it is a literal of loopback or {@code localhost}. */
    public static boolean isLoopback(List<String> headers) {
        return headers.size() == 1 && isLoopback(headers.getFirst());
    }

    /** Literals and {@code localhost}: what no name server has a say in. Nothing is looked up. */
    public static boolean isLoopback(String host) {
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return false;
        }
        String six = matcher.group("six");
        String four = matcher.group("four");
        try {
            return six != null
                    ? Inet6Address.ofLiteral(six).isLoopbackAddress()
                    : four.equalsIgnoreCase("localhost")
                            || Inet4Address.ofLiteral(four).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
