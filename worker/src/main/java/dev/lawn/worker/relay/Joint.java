package dev.lawn.worker.relay;

import dev.lawn.common.net.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/**
 * A client and the far side, joined until both directions have ended. The end of one direction is
 * passed on as a half-close; an error in either ends both.
 *
 * @param received told of what comes from the far side, {@code sent} of what goes there
 */
record Joint(
        Client client,
        Connection far,
        Context context,
        Life life,
        LongConsumer received,
        LongConsumer sent) {

    void run() throws IOException, InterruptedException {
        byte[] ahead = client.in().take();
        far.socket().getOutputStream().write(ahead);
        sent.accept(ahead.length);
        if (far.isTls()) {
            runStreams(far.socket());
        } else {
            runChannels(client.socket().getChannel(), far.socket().getChannel());
        }
    }

    private void runChannels(SocketChannel near, SocketChannel far)
            throws IOException, InterruptedException {
        near.configureBlocking(false);
        far.configureBlocking(false);
        Mover mover = context.movers().next();
        Junction junction =
                new Junction(
                        near,
                        far,
                        new Flow(near, far, life, sent),
                        new Flow(far, near, life, received),
                        this::halfOver);
        Closeable end = () -> mover.end(junction);
        life.holds(end);
        try {
            mover.move(junction);
            junction.await();
        } finally {
            life.lets(end);
            mover.letGo(junction);
        }
    }

    /** TLS has bytes of its own between: a virtual thread for each direction. */
    private void runStreams(Socket far) throws IOException, InterruptedException {
        InputStream fromClient = client.socket().getInputStream();
        Thread outbound =
                Thread.ofVirtual().name("relay-out").start(() -> copy(fromClient, far, sent));
        copy(far.getInputStream(), client.socket(), received);
        outbound.join();
    }

    private void copy(InputStream in, Socket to, LongConsumer counted) {
        try {
            new Pump(life, counted).copy(in, to.getOutputStream());
            to.shutdownOutput();
            halfOver();
        } catch (IOException _) {
            Sockets.close(client.socket());
            Sockets.close(far.raw());
        }
    }

    private void halfOver() {
        life.mayIdle(context.limits().halfOver());
    }
}
