package dev.lawn.common.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an upstream proxy is spoken to; the scheme of its URL. */
public enum ProxyScheme {
    /** HTTP over plain TCP. */
    HTTP,
    /** HTTP over TLS; the proxy's certificate must be of its host name. */
    HTTPS,
    /** SOCKS version 5, RFC 1928. Names are resolved by the proxy, as with {@link #SOCKS5H}. */
    SOCKS5,
    /** The same; the name that other programs use for it. */
    SOCKS5H,
    /** SOCKS version 4 with host names. It knows a user, and no password. */
    SOCKS4A;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The scheme of that name, in any case; empty for another. */
    static Optional<ProxyScheme> of(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.text.equals(lowerCase)).findFirst();
    }

    /** As it stands in a URL: lower-case. */
    @Override
    public String toString() {
        return text;
    }
}
