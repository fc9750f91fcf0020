package dev.lawn.common.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An upstream proxy a node goes out by.
 *
 * @param scheme how to speak to it; http where an older peer says nothing
 * @param host name or address literal of the proxy, without brackets
 * @param port 1 to 65535
 * @param credentials what it asks for; null where it asks for none. Of a SOCKS 4 proxy only the
 *     user counts
 */
public record ProxyAddress(
        ProxyScheme scheme, String host, int port, @Nullable Credentials credentials) {

    private static final int HIGHEST_PORT = 65_535;

    public ProxyAddress {
        scheme = Objects.requireNonNullElse(scheme, ProxyScheme.HTTP);
    }

    /** An {@code http://} proxy. */
    public ProxyAddress(String host, int port, @Nullable Credentials credentials) {
        this(ProxyScheme.HTTP, host, port, credentials);
    }

    /**
     * Reads {@code scheme://[user:password@]host:port}; {@link ProxyScheme} lists the schemes. User
     * and password may be percent-encoded.
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
        ProxyScheme scheme = scheme(uri.getScheme());
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // A "#" or "?" ends the host part, so the rest of a password would pass for nothing.
            throw new IllegalArgumentException(
                    "a \"?\" or \"#\" in it; percent-encode special characters of user and password"
                            + " (%3F, %23)");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "no host in it; write %s://user:password@host:port".formatted(scheme));
        }
        if (uri.getPort() < 1 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "no port from 1 to 65535 after host \"%s\"; write %s://host:port"
                            .formatted(uri.getHost(), scheme));
        }
        if (!uri.getRawPath().isEmpty() && !"/".equals(uri.getRawPath())) {
            throw new IllegalArgumentException(
                    "a path after the port; write %s://host:port".formatted(scheme));
        }
        Credentials credentials = UserInfo.credentials(scheme, uri.getRawUserInfo());
        return new ProxyAddress(scheme, unbracketed(uri.getHost()), uri.getPort(), credentials);
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

    private static ProxyScheme scheme(@Nullable String scheme) {
        if (scheme == null) {
            throw new IllegalArgumentException("no scheme; write http://host:port");
        }
        return ProxyScheme.of(scheme)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "unknown scheme \"%s\", did you mean \"%s\"?"
                                                .formatted(scheme, likely(scheme))));
    }

    private static ProxyScheme likely(String scheme) {
        String lowerCase = scheme.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("socks4")) {
            return ProxyScheme.SOCKS4A;
        }
        return lowerCase.startsWith("s") ? ProxyScheme.SOCKS5 : ProxyScheme.HTTP;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** {@code scheme://host:port}: fit for status and logs, without credentials. */
    public String display() {
        return "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port);
    }

    @Override
    public String toString() {
        return display();
    }

    /** The part of a proxy's URL before the {@code @}. */
    private static final class UserInfo {

        /** RFC 1929: both lengths are one byte, and neither is 0. */
        private static final int LONGEST_FOR_SOCKS = 255;

        private static @Nullable Credentials credentials(
                ProxyScheme scheme, @Nullable String userInfo) {
            if (userInfo == null) {
                return null;
            }
            int colon = userInfo.indexOf(':');
            String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
            String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
            check(scheme, user, password, colon >= 0);
            return new Credentials(user, Secret.of(password));
        }

        private static void check(
                ProxyScheme scheme, String user, String password, boolean hasPassword) {
            switch (scheme) {
                case HTTP, HTTPS -> {
                    checkBoth(scheme, user, hasPassword);
                    if (user.contains(":")) {
                        throw new IllegalArgumentException(
                                "a \":\" in the user, which such a proxy takes for its end");
                    }
                }
                case SOCKS5, SOCKS5H -> {
                    checkBoth(scheme, user, hasPassword && !password.isEmpty());
                    if (bytes(user) > LONGEST_FOR_SOCKS || bytes(password) > LONGEST_FOR_SOCKS) {
                        throw new IllegalArgumentException(
                                "a user or password of more than 255 bytes, which SOCKS cannot"
                                        + " carry");
                    }
                }
                case SOCKS4A -> {
                    if (hasPassword) {
                        throw new IllegalArgumentException(
                                "a password, which SOCKS 4 does not know; write"
                                        + " socks4a://user@host:port");
                    }
                    if (user.isEmpty() || user.indexOf('\0') >= 0) {
                        throw new IllegalArgumentException(
                                "no user before the \"@\"; write socks4a://user@host:port");
                    }
                }
            }
        }

        private static void checkBoth(ProxyScheme scheme, String user, boolean hasPassword) {
            if (user.isEmpty() || !hasPassword) {
                throw new IllegalArgumentException(
                        "credentials without a password; write %s://user:password@host:port"
                                .formatted(scheme));
            }
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        /** Percent-decoding only: {@code +} stands for itself in the user part of a URL. */
        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
