package dev.lawn.common.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** TCP connections to a host with several addresses. */
public final class Dial {

    private Dial() {}

    /** The kernel chooses the address to go out by. */
    public static final Function<InetAddress, Optional<InetAddress>> ANY_SOURCE =
            _ -> Optional.empty();

    /** Makes a socket that is not connected yet. */
    @FunctionalInterface
    interface Making {
        Socket make() throws IOException;
    }

    /**
     * A connection to the first address that takes one; its socket has a channel.
     *
     * @param patience for all of them together; the first of several gets no more than its share
     * @param source the local address to go out by to each; empty for the kernel's choice
     * @throws IOException of the first that was tried: the others are what is left to try
     */
    public static Socket direct(
            List<InetAddress> addresses,
            int port,
            Duration patience,
            Function<InetAddress, Optional<InetAddress>> source)
            throws IOException {
        return connect(addresses, port, patience, source, Dial::withChannel);
    }

    /** Whose bytes can be moved by a selector. */
    static Socket withChannel() throws IOException {
        return SocketChannel.open().socket();
    }

    static Socket connect(
            List<InetAddress> addresses,
            int port,
            Duration patience,
            Function<InetAddress, Optional<InetAddress>> source,
            Making making)
            throws IOException {
        IOException first = null;
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress each = addresses.get(i);
            Duration share = patience.dividedBy(i + 1 < addresses.size() ? 2 : 1);
            Socket socket = making.make();
            try {
                Optional<InetAddress> from = source.apply(each);
                if (from.isPresent()) {
                    socket.bind(new InetSocketAddress(from.get(), 0));
                }
                socket.connect(new InetSocketAddress(each, port), (int) share.toMillis());
                socket.setTcpNoDelay(true);
                return socket;
            } catch (SocketTimeoutException e) {
                close(socket);
                first = first == null ? e : first;
                patience = patience.minus(share);
            } catch (IOException e) {
                close(socket);
                first = first == null ? e : first;
            }
        }
        throw first == null ? new ConnectException("no address to connect to") : first;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
