package dev.lawn.simulator.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Lines that are no messages; the same in every run. */
final class Noise {

    private static final int FLOOD_BYTES = 64 * 1024;
    private static final int BINARY_BYTES = 300;

    /** Beyond the 64 KiB that docs/protocol.md allows. */
    private static final int GIANT_BYTES = 70 * 1024;

    private final Random random = new Random(5296);

    /** Each way of corruption once. */
    byte[] garbage() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(line(binary()));
        all.write(halfLine());
        all.write(line(text("{\"type\":\"song\",\"verse\":1}")));
        all.write(line(text("a stray print")));
        byte[] giant = new byte[GIANT_BYTES];
        Arrays.fill(giant, (byte) '{');
        all.write(line(giant));
        return all.toByteArray();
    }

    private byte[] binary() {
        byte[] bytes = new byte[BINARY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A block of short lines. */
    static byte[] flood() {
        String line = "a line of noise that nobody needs\n";
        return text(line.repeat(FLOOD_BYTES / line.length()));
    }

    /** A part of a line that has no end. */
    static byte[] endless() {
        byte[] part = new byte[FLOOD_BYTES];
        Arrays.fill(part, (byte) '{');
        return part;
    }

    /** A block that no UTF-8 decoder takes, with newlines here and there. */
    byte[] notText() {
        byte[] block = new byte[FLOOD_BYTES];
        random.nextBytes(block);
        return block;
    }

    /** A message that ends in its midst. */
    static byte[] halfLine() {
        return line(text("{\"type\":\"heartbeat\",\"incarna"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] line(byte[] bytes) {
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }
}
