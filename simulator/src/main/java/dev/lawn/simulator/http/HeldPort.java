package dev.lawn.simulator.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that is nobody else's while nobody listens there: bound, and never used. The kernel gives
 * it to nobody who asks for any, be it to listen or to connect.
 */
public final class HeldPort implements Closeable {

    private final Socket place;

    private HeldPort(Socket place) {
        this.place = place;
    }

    /** Takes a free one of that address. */
    public static HeldPort at(InetAddress host) throws IOException {
        Socket place = new Socket();
        try {
            place.setReuseAddress(true); // Else nobody could listen beside it, as a server has to.
            place.bind(new InetSocketAddress(host, 0));
            return new HeldPort(place);
        } catch (IOException e) {
            place.close();
            throw e;
        }
    }

    /** Where to listen, as often as one likes. */
    public InetSocketAddress address() {
        return (InetSocketAddress) place.getLocalSocketAddress();
    }

    /** Lets go of it. Who listens there goes on. */
    @Override
    public void close() throws IOException {
        place.close();
    }
}
