package dev.lawn.common.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.LongConsumer;

/**
 * Two sockets joined: what one sends, the other receives, until both directions have ended.
 *
 * <p>One direction runs on the calling thread, the other on a virtual thread of its own. The end of
 * a direction is passed on as a half-close; an error in either ends both.
 */
public final class Splice {

    private static final int BUFFER_BYTES = 16 * 1024;

    private Splice() {}

    /**
     * Joins the two and closes both in the end.
     *
     * @param fromNear what the near side sends; its stream may hold bytes already read ahead
     * @param sent told of the bytes of each piece that goes near → far, once it is written
     * @param received told of those that come far → near
     */
    public static void join(
            Socket near, InputStream fromNear, Socket far, LongConsumer sent, LongConsumer received)
            throws InterruptedException {
        try (near;
                far) {
            Thread outbound =
                    Thread.ofVirtual()
                            .name("splice-out")
                            .start(() -> copy(fromNear, near, far, sent));
            copy(far.getInputStream(), far, near, received);
            outbound.join();
        } catch (IOException _) {
            // A side has gone; closing both is all there is to do.
        }
    }

    private static void copy(InputStream in, Socket from, Socket to, LongConsumer counted) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                counted.accept(read);
            }
            to.shutdownOutput();
        } catch (IOException _) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
