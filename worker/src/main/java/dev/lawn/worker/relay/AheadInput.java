package dev.lawn.worker.relay;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.Arrays;

/** Buffered input; what was read ahead can be taken out before the socket itself is used. */
final class AheadInput extends BufferedInputStream {

    /** Of heads; larger pieces go past it. */
    private static final int BUFFER_BYTES = 4 * 1024;

    AheadInput(InputStream in) {
        super(in, BUFFER_BYTES);
    }

    /** What nobody has asked for yet. */
    synchronized byte[] take() {
        byte[] ahead = Arrays.copyOfRange(buf, pos, count);
        pos = count;
        return ahead;
    }
}
