package dev.lawn.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * One WebSocket frame (RFC 6455, section 5.2). Fragmented and binary messages are refused: nobody
 * here sends them.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares frames
record Frame(Opcode opcode, byte[] payload) {

    private static final int LONGEST_PAYLOAD = 64 * 1024;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    enum Opcode {
        TEXT(1),
        CLOSE(8),
        PING(9),
        PONG(10);

        private final int code;

        Opcode(int code) {
            this.code = code;
        }

        private static Optional<Opcode> of(int code) {
            return Arrays.stream(values()).filter(o -> o.code == code).findFirst();
        }
    }

    static Frame read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        Optional<Opcode> opcode = Opcode.of(first & 0x0f);
        if (opcode.isEmpty() || (first & FINAL) == 0 || (second & MASKED) == 0) {
            throw new IOException("a frame that is no whole, masked text message");
        }
        int length = length(in, second & 0x7f);
        byte[] mask = in.readNBytes(4);
        byte[] payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(opcode.get(), payload);
    }

    private static int length(DataInputStream in, int shortForm) throws IOException {
        long length =
                switch (shortForm) {
                    case LENGTH_IN_16_BITS -> in.readUnsignedShort();
                    case LENGTH_IN_64_BITS -> in.readLong();
                    default -> shortForm;
                };
        if (length < 0 || length > LONGEST_PAYLOAD) {
            throw new IOException("a frame of " + length + " bytes");
        }
        return (int) length;
    }

    static void write(OutputStream stream, Opcode opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.writeByte(FINAL | opcode.code);
        if (payload.length < LENGTH_IN_16_BITS) {
            out.writeByte(payload.length);
        } else {
            out.writeByte(LENGTH_IN_16_BITS);
            out.writeShort(payload.length);
        }
        out.write(payload);
        stream.write(whole.toByteArray());
        stream.flush();
    }
}
