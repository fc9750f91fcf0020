package dev.lawn.bench.relay;

import java.io.IOException;
import java.util.Arrays;

/**
 * What is sent in one run.
 *
 * @param streams how many connections share it
 * @param bytes of all of them together
 */
record Transfer(Direction direction, int streams, long bytes) {

    /** As the client sees it. */
    enum Direction {
        DOWN('d'),
        UP('u');

        private final char code;

        Direction(char code) {
            this.code = code;
        }

        byte code() {
            return (byte) code;
        }

        static Direction of(byte code) throws IOException {
            return Arrays.stream(values())
                    .filter(each -> each.code() == code)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no direction: " + code));
        }
    }

    long bytesEach() {
        return bytes / streams;
    }
}
