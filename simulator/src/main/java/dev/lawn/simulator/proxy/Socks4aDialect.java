package dev.lawn.simulator.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SOCKS 4 with names, as OpenSSH's SOCKS4.protocol and socks4a.protocol have it. */
record Socks4aDialect() implements Dialect {

    private static final int VERSION = 4;
    private static final int CONNECT = 1;

    private static final int GRANTED = 90;
    private static final int REJECTED = 91;
    private static final int OTHER_USER = 93;

    private static final int LONGEST_WORD = 255;

    @Override
    public Optional<Wish> hear(InputStream stream, OutputStream out, Admission admission)
            throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readUnsignedByte() != VERSION) {
            throw new StreamCorruptedException("this is not SOCKS 4");
        }
        boolean isConnect = in.readUnsignedByte() == CONNECT;
        int port = in.readUnsignedShort();
        byte[] address = in.readNBytes(4);
        String user = word(in);
        Target target = isNamed(address) ? Target.of(word(in), port) : Target.of(ip(address), port);
        SocksWish wish = new SocksWish(isConnect ? target : new Target.Nonsense(), out);
        if (!admission.admits(user)) {
            wish.refuse(Refusal.CREDENTIALS);
            return Optional.empty();
        }
        return Optional.of(wish);
    }

    /** 0.0.0.x with x not 0 says that a name follows. */
    private static boolean isNamed(byte[] address) {
        return address[0] == 0 && address[1] == 0 && address[2] == 0 && address[3] != 0;
    }

    private static InetAddress ip(byte[] address) throws IOException {
        return InetAddress.getByAddress(address);
    }

    private static String word(DataInputStream in) throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != 0; b = in.readUnsignedByte()) {
            if (word.size() >= LONGEST_WORD) {
                throw new StreamCorruptedException("a user or name without end");
            }
            word.write(b);
        }
        return word.toString(StandardCharsets.UTF_8);
    }

    private record SocksWish(Target target, OutputStream out) implements Wish {

        @Override
        public void grant(OutputStream far) throws IOException {
            reply(GRANTED);
        }

        @Override
        public void refuse(Refusal why) throws IOException {
            reply(why == Refusal.CREDENTIALS ? OTHER_USER : REJECTED);
        }

        private void reply(int code) throws IOException {
            out.write(new byte[] {0, (byte) code, 0, 0, 0, 0, 0, 0});
        }
    }
}
