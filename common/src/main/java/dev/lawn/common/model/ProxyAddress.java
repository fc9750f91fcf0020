package dev.lawn.common.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An upstream HTTP proxy a node goes out by.
 *
 * @param host name or address literal of the proxy, without brackets
 * @param port 1 to 65535
 * @param credentials for Basic authentication; null where the proxy asks for none
 */
public record ProxyAddress(String host, int port, @Nullable Credentials credentials) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code http://[user:password@]host:port}. User and password may be percent-encoded.
     *
     * @throws IllegalArgumentException says what is wrong and what to write instead; never repeats
     *     the text itself, which may hold a password
     */
    public static ProxyAddress parse(String text) {
        URI uri = uri(text);
        if (uri.isOpaque()) {
            // In "user:password@host:80" what looks like a scheme is the user.
            throw new IllegalArgumentException("no scheme; write http://host:port");
        }
        checkScheme(uri.getScheme());
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // A "#" or "?" ends the host part, so the rest of a password would pass for nothing.
            throw new IllegalArgumentException(
                    "a \"?\" or \"#\" in it; percent-encode special characters of user and password"
                            + " (%3F, %23)");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "no host in it; write http://user:password@host:port");
        }
        if (uri.getPort() < 1 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "no port from 1 to 65535 after host \"%s\"; write http://host:port"
                            .formatted(uri.getHost()));
        }
        if (!uri.getRawPath().isEmpty() && !"/".equals(uri.getRawPath())) {
            throw new IllegalArgumentException("a path after the port; write http://host:port");
        }
        return new ProxyAddress(
                unbracketed(uri.getHost()), uri.getPort(), credentials(uri.getRawUserInfo()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            // The exception's text repeats the input, and with it the password.
            throw new IllegalArgumentException(
                    "not a URL; write http://user:password@host:port and percent-encode special"
                            + " characters of user and password");
        }
    }

    private static void checkScheme(@Nullable String scheme) {
        if (scheme == null) {
            throw new IllegalArgumentException("no scheme; write http://host:port");
        }
        switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> {}
            case "https", "socks4a", "socks5", "socks5h" ->
                    throw new IllegalArgumentException(
                            "scheme \"%s\" is not supported yet; use an http:// proxy"
                                    .formatted(scheme));
            default ->
                    throw new IllegalArgumentException(
                            "unknown scheme \"%s\", did you mean \"http\"?".formatted(scheme));
        }
    }

    private static @Nullable Credentials credentials(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "credentials without a password; write http://user:password@host:port");
        }
        return new Credentials(
                decoded(userInfo.substring(0, colon)),
                Secret.of(decoded(userInfo.substring(colon + 1))));
    }

    /** Percent-decoding only: {@code +} stands for itself in the user part of a URL. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** {@code http://host:port}: fit for status and logs, without credentials. */
    public String display() {
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    }

    @Override
    public String toString() {
        return display();
    }
}
