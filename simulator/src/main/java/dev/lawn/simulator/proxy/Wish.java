package dev.lawn.simulator.proxy;

import java.io.IOException;
import java.io.OutputStream;

/** What a client that was let in asks for, and how it is told yes or no. */
interface Wish {

    Target target();

    /**
     * Tells the client that it is through, or the far side what it asks.
     *
     * @param far where to
     */
    void grant(OutputStream far) throws IOException;

    /** Tells the client no. */
    void refuse(Refusal why) throws IOException;
}
