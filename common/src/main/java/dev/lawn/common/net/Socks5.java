package dev.lawn.common.net;

import dev.lawn.common.model.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tunnel through a SOCKS 5 proxy; RFC 1928, with user and password by RFC 1929. */
final class Socks5 {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int LONGEST_NAME = 255;

    private Socks5() {}

    /**
     * @param host a name goes as a name: the proxy resolves it
     */
    static void ask(ProxyTalk talk, @Nullable Credentials credentials, String host, int port)
            throws IOException, TunnelException {
        authenticate(talk, credentials);
        talk.say(request(host, port));
        byte[] answer = talk.hear(4);
        checkVersion(answer[0], VERSION);
        Optional<TunnelException> refusal = refusal(answer[1]);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        skipBoundAddress(talk, answer[3]);
    }

    private static void authenticate(ProxyTalk talk, @Nullable Credentials credentials)
            throws IOException, TunnelException {
        talk.say(
                credentials == null
                        ? new byte[] {VERSION, 1, NO_AUTHENTICATION}
                        : new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD});
        byte[] chosen = talk.hear(2);
        checkVersion(chosen[0], VERSION);
        if (chosen[1] == NO_AUTHENTICATION) {
            return;
        }
        if (chosen[1] != USER_AND_PASSWORD || credentials == null) {
            throw new TunnelException(
                    WayFault.PROXY_AUTH,
                    credentials == null ? "wants credentials" : "wants none of our credentials");
        }
        logIn(talk, credentials);
    }

    private static void logIn(ProxyTalk talk, Credentials credentials)
            throws IOException, TunnelException {
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        writeShort(login, credentials.user());
        writeShort(login, credentials.password().reveal());
        talk.say(login.toByteArray());
        if (!isWelcome(talk)) {
            throw new TunnelException(WayFault.PROXY_AUTH, "refused the credentials");
        }
    }

    /** Some say no by hanging up. */
    private static boolean isWelcome(ProxyTalk talk) throws IOException {
        try {
            return talk.hear(2)[1] == 0;
        } catch (EOFException _) {
            return false;
        }
    }

    private static byte[] request(String host, int port) throws TunnelException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            byte[] address = literal.get().getAddress();
            request.write(address.length == 4 ? IPV4 : IPV6);
            request.writeBytes(address);
        } else {
            if (host.length() > LONGEST_NAME) {
                throw new TunnelException(WayFault.BAD_GATEWAY, "cannot be told so long a name");
            }
            request.write(NAME);
            writeShort(request, host);
        }
        request.write(port >> 8);
        request.write(port);
        return request.toByteArray();
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void writeShort(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private static void checkVersion(byte version, int wanted) throws TunnelException {
        if (version != wanted) {
            throw new TunnelException(WayFault.PROTOCOL, "does not speak SOCKS 5");
        }
    }

    /** RFC 1928, 6. */
    private static Optional<TunnelException> refusal(byte reply) {
        return switch (reply) {
            case 0 -> Optional.empty();
            case 2 -> refusal(WayFault.FORBIDDEN, "does not allow it by its rules");
            case 3 -> refusal(WayFault.BAD_GATEWAY, "says: network unreachable");
            case 4 -> refusal(WayFault.BAD_GATEWAY, "says: host unreachable");
            case 5 -> refusal(WayFault.BAD_GATEWAY, "says: connection refused");
            case 6 -> refusal(WayFault.BAD_GATEWAY, "says: TTL expired");
            case 7, 8 -> refusal(WayFault.PROTOCOL, "does not do this kind of request");
            default -> refusal(WayFault.BAD_GATEWAY, "says: general failure");
        };
    }

    private static Optional<TunnelException> refusal(WayFault fault, String what) {
        return Optional.of(new TunnelException(fault, what));
    }

    private static void skipBoundAddress(ProxyTalk talk, byte type)
            throws IOException, TunnelException {
        int length =
                switch (type) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case NAME -> talk.hear(1)[0] & 0xff;
                    default ->
                            throw new TunnelException(WayFault.PROTOCOL, "does not speak SOCKS 5");
                };
        byte[] _ = talk.hear(length + 2);
    }
}
