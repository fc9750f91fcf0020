package dev.lawn.simulator.proxy;

/** What a forward proxy speaks with its clients. */
public enum ProxyKind {
    /** CONNECT and absolute-form requests, one request a connection; Basic credentials. */
    HTTP,
    /** The same inside TLS. */
    HTTPS,
    /**
     * CONNECT only, to addresses and names; no credentials, or user and password (RFC 1928, 1929).
     */
    SOCKS5,
    /**
     * CONNECT only, to IPv4 addresses and names; the user alone is asked for, as SOCKS 4 has it.
     */
    SOCKS4A
}
