package dev.lawn.worker.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.LongConsumer;

/**
 * A client and the far side, joined until both directions have ended. The end of one direction is
 * passed on as a half-close; an error in either ends both.
 *
 * @param received told of what comes from the far side, {@code sent} of what goes there
 */
record Joint(Client client, Socket far, Life life, LongConsumer received, LongConsumer sent) {

    /**
     * @param fromFar may hold bytes that were read ahead
     */
    void run(InputStream fromFar) throws InterruptedException {
        Thread outbound =
                Thread.ofVirtual().name("relay-out").start(() -> copy(client.in(), far, sent));
        copy(fromFar, client.socket(), received);
        outbound.join();
    }

    private void copy(InputStream in, Socket to, LongConsumer counted) {
        try {
            new Pump(life, counted).copy(in, to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            Sockets.close(client.socket());
            Sockets.close(far);
        }
    }
}
