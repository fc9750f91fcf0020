package dev.lawn.common.net;

import java.io.IOException;

/** A message head that goes beyond {@link HttpHead#LONGEST_BYTES}. */
public final class LongHeadException extends IOException {

    LongHeadException() {
        super("head longer than " + HttpHead.LONGEST_BYTES + " bytes");
    }
}
