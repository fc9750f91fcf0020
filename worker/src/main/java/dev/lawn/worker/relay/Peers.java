package dev.lawn.worker.relay;

import java.net.Socket;

/** Who may use a relay. */
@FunctionalInterface
public interface Peers {

    /**
     * Whether the other end of that connection, just accepted on loopback, belongs to the node.
     * What cannot be told is no.
     */
    boolean isOurs(Socket accepted);
}
