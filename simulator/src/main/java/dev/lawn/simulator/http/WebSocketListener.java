package dev.lawn.simulator.http;

import java.io.IOException;

/** Hears what happens on one WebSocket, on its own thread, in order. */
public interface WebSocketListener {

    /** The handshake is done. */
    void onOpen(WebSocket socket) throws IOException;

    /** A text message came. */
    void onText(WebSocket socket, String text) throws IOException;

    /** It is over, cleanly or not; called exactly once after {@link #onOpen}. */
    void onEnd(WebSocket socket);
}
