package dev.lawn.simulator.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What a kind of proxy and its clients say to each other before anything flows. */
interface Dialect {

    /** That of a kind; whether there is TLS around it is nothing it could tell. */
    static Dialect of(ProxyKind kind) {
        return switch (kind) {
            case HTTP, HTTPS -> new HttpDialect();
            case SOCKS5 -> new Socks5Dialect();
            case SOCKS4A -> new Socks4aDialect();
        };
    }

    /**
     * Hears what a client wants.
     *
     * @param in is read as far as the request goes, not a byte further
     * @return empty after it was told that it is not let in
     * @throws IOException also where it speaks something else
     */
    Optional<Wish> hear(InputStream in, OutputStream out, Admission admission) throws IOException;
}
