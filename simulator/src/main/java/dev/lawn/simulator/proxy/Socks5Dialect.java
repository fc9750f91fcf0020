package dev.lawn.simulator.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SOCKS 5; RFC 1928, with user and password by RFC 1929. */
record Socks5Dialect() implements Dialect {

    private static final int VERSION = 5;
    private static final int PASSWORD_VERSION = 1;

    private static final int NO_CREDENTIALS = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NO_METHOD = 0xff;

    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    @Override
    public Optional<Wish> hear(InputStream stream, OutputStream out, Admission admission)
            throws IOException {
        DataInputStream in = new DataInputStream(stream);
        expect(VERSION, in);
        int method = admission.asks() ? USER_AND_PASSWORD : NO_CREDENTIALS;
        if (text(in).indexOf(method) < 0) {
            answer(out, VERSION, NO_METHOD);
            return Optional.empty();
        }
        answer(out, VERSION, method);
        if (admission.asks() && !isAdmitted(in, out, admission)) {
            return Optional.empty();
        }
        return Optional.of(new SocksWish(target(in), out));
    }

    private static boolean isAdmitted(DataInputStream in, OutputStream out, Admission admission)
            throws IOException {
        expect(PASSWORD_VERSION, in);
        boolean isAdmitted = admission.admits(utf8(in), utf8(in));
        answer(out, PASSWORD_VERSION, isAdmitted ? 0 : 1);
        return isAdmitted;
    }

    private static Target target(DataInputStream in) throws IOException {
        expect(VERSION, in);
        int command = in.readUnsignedByte();
        expect(0, in);
        Target target =
                switch (in.readUnsignedByte()) {
                    case IPV4 -> Target.of(address(in, 4), in.readUnsignedShort());
                    case NAME -> Target.of(utf8(in), in.readUnsignedShort());
                    case IPV6 -> Target.of(address(in, 16), in.readUnsignedShort());
                    default -> new Target.Nonsense();
                };
        return command == CONNECT ? target : new Target.Nonsense();
    }

    private static InetAddress address(DataInputStream in, int bytes) throws IOException {
        return InetAddress.getByAddress(in.readNBytes(bytes));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    }

    private static String utf8(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static void expect(int value, DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != value) {
            throw new StreamCorruptedException("this is not SOCKS 5");
        }
    }

    private static void answer(OutputStream out, int... values) throws IOException {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        out.write(bytes);
    }

    private record SocksWish(Target target, OutputStream out) implements Wish {

        @Override
        public void grant(OutputStream far) throws IOException {
            reply(0);
        }

        @Override
        public void refuse(Refusal why) throws IOException {
            reply(
                    switch (why) {
                        case CREDENTIALS, FORBIDDEN -> 2;
                        case UNKNOWN_NAME -> 4;
                        case UNREACHABLE -> 5;
                        case MALFORMED -> 7;
                    });
        }

        private void reply(int code) throws IOException {
            answer(out, VERSION, code, 0, IPV4, 0, 0, 0, 0, 0, 0);
        }
    }
}
