package dev.lawn.simulator.proxy;

import dev.lawn.common.model.ProxyScheme;

/** What a forward proxy speaks with its clients. */
public enum ProxyKind {
    /** CONNECT and absolute-form requests, one request a connection; Basic credentials. */
    HTTP(ProxyScheme.HTTP),
    /** The same inside TLS. */
    HTTPS(ProxyScheme.HTTPS),
    /**
     * CONNECT only, to addresses and names; no credentials, or user and password (RFC 1928, 1929).
     */
    SOCKS5(ProxyScheme.SOCKS5H),
    /**
     * CONNECT only, to IPv4 addresses and names; the user alone is asked for, as SOCKS 4 has it.
     */
    SOCKS4A(ProxyScheme.SOCKS4A);

    private final ProxyScheme scheme;

    ProxyKind(ProxyScheme scheme) {
        this.scheme = scheme;
    }

    /** How an address of such a proxy begins. */
    ProxyScheme scheme() {
        return scheme;
    }
}
