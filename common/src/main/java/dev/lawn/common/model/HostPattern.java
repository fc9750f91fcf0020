package dev.lawn.common.model;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that traffic goes to, for who counts it: what a {@link TargetPattern} names, all names
 * below a domain, or every host.
 *
 * @param text {@code node.example.com}, {@code 198.51.100.0/24:8080}, {@code *.example.com}, {@code
 *     *.example.com:443}, {@code *:4444}, {@code *}
 */
public record HostPattern(String text) {

    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern WIDE =
            Pattern.compile(
                    "\\*(?:\\.(?<domain>[0-9a-z_](?:[0-9a-z._-]*[0-9a-z_])?))?(?::(?<port>[0-9]{1,5}))?");

    /**
     * @throws IllegalArgumentException where the text is none of these; says what to write
     */
    public HostPattern {
        text = text.toLowerCase(Locale.ROOT);
        if (!isPattern(text)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no host, address or network, with or without a port; write node.example.com, \"*.example.com:443\" or \"*\""
                            .formatted(text));
        }
    }

    private static boolean isPattern(String text) {
        Matcher wide = WIDE.matcher(text);
        if (wide.matches()) {
            return wide.group("port") == null || isPort(Integer.parseInt(wide.group("port")));
        }
        try {
            TargetPattern _ = new TargetPattern(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }

    /** Whether it means more than what a {@link TargetPattern} can. */
    public boolean isWide() {
        return text.startsWith("*");
    }

    /**
     * How closely that host is meant: of several patterns the closest counts.
     *
     * @param name lower-case, without the root's dot; null where the client wrote an address
     * @param address null where the client wrote a name
     * @return more than 0, and more the closer it is; 0 where another host is meant
     */
    public int closeness(@Nullable String name, @Nullable InetAddress address, int port) {
        Matcher wide = WIDE.matcher(text);
        if (!wide.matches()) {
            TargetPattern exact = new TargetPattern(text);
            int closest = exact.hasPort() ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1;
            return exact.matches(name, address, port) ? closest : 0;
        }
        String only = wide.group("port");
        if (only != null && Integer.parseInt(only) != port) {
            return 0;
        }
        String domain = wide.group("domain");
        if (domain != null && (name == null || !name.endsWith("." + domain))) {
            return 0;
        }
        // A longer domain is closer than a shorter one with a port.
        return 1 + 2 * (domain == null ? 0 : domain.length()) + (only == null ? 0 : 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
