package dev.lawn.common.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
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

    /**
     * A connection to the first address that takes one.
     *
     * @param patience for all of them together; the first of several gets no more than its share
     * @param source the local address to go out by to each; empty for the kernel's choice
     * @throws IOException of the last that was tried
     */
    public static Socket direct(
            List<InetAddress> addresses,
            int port,
            Duration patience,
            Function<InetAddress, Optional<InetAddress>> source)
            throws IOException {
        DialSocket socket = connect(addresses, port, patience, source);
        socket.settle();
        return socket;
    }

    static DialSocket connect(
            List<InetAddress> addresses,
            int port,
            Duration patience,
            Function<InetAddress, Optional<InetAddress>> source)
            throws IOException {
        IOException last = new ConnectException("no address to connect to");
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress each = addresses.get(i);
            Duration share = patience.dividedBy(i + 1 < addresses.size() ? 2 : 1);
            DialSocket socket = new DialSocket(patience);
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
                last = e;
                patience = patience.minus(share);
            } catch (IOException e) {
                close(socket);
                last = e;
            }
        }
        throw last;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
