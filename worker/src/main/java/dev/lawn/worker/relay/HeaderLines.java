package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header lines of a message, and which of them go further. */
final class HeaderLines {

    private static final Pattern LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

    /** Headers that speak about one connection and end with it; RFC 9110, 7.6.1. */
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "proxy-connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authentication-info",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "upgrade");

    /** What a Connection header must not take away: they say where a message goes, and ends. */
    private static final Set<String> NEEDED = Set.of("content-length", "host", "transfer-encoding");

    private HeaderLines() {}

    static boolean areWellFormed(HttpHead head) {
        return head.headers().stream().allMatch(line -> LINE.matcher(line).matches());
    }

    static Stream<String> values(HttpHead head, String name) {
        return head.headers().stream()
                .filter(line -> name(line).equals(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    /** What the Connection headers name, in lower case. */
    static Set<String> connection(HttpHead head) {
        return values(head, "connection")
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Whether a Connection header would take away what says where the message ends. */
    static boolean hidesNeeded(HttpHead head) {
        return connection(head).stream().anyMatch(NEEDED::contains);
    }

    /** The lines that go to the next hop. */
    static List<String> endToEnd(HttpHead head) {
        Collection<String> named = connection(head);
        return head.headers().stream()
                .filter(line -> !HOP_BY_HOP.contains(name(line)) && !named.contains(name(line)))
                .toList();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
