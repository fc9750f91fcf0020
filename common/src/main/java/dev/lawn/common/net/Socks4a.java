package dev.lawn.common.net;

import dev.lawn.common.model.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel through a SOCKS 4 proxy that takes host names.
 *
 * <p>Source: the memos "SOCKS: a protocol for TCP proxy across firewalls" and "SOCKS 4A".
 */
final class Socks4a {

    private static final int VERSION = 4;
    private static final int CONNECT = 1;
    private static final int GRANTED = 90;

    /** An address that cannot be, which says that a name follows. */
    private static final byte[] NAME_FOLLOWS = {0, 0, 0, 1};

    private Socks4a() {}

    /**
     * @param host an IPv4 address goes as such; all else as text, for the proxy to resolve
     */
    static void ask(ProxyTalk talk, @Nullable Credentials credentials, String host, int port)
            throws IOException, TunnelException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(port >> 8);
        request.write(port);
        Optional<byte[]> address = ipv4(host);
        request.writeBytes(address.orElse(NAME_FOLLOWS));
        if (credentials != null) {
            request.writeBytes(credentials.user().getBytes(StandardCharsets.UTF_8));
        }
        request.write(0);
        if (address.isEmpty()) {
            request.writeBytes(host.getBytes(StandardCharsets.UTF_8));
            request.write(0);
        }
        talk.say(request.toByteArray());
        check(talk.hear(8));
    }

    private static Optional<byte[]> ipv4(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host).getAddress())
                    .filter(bytes -> bytes.length == 4);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void check(byte[] answer) throws TunnelException {
        if (answer[0] != 0) {
            throw new TunnelException(WayFault.PROTOCOL, "does not speak SOCKS 4");
        }
        switch (answer[1]) {
            case GRANTED -> {}
            case 92, 93 -> throw new TunnelException(WayFault.PROXY_AUTH, "refused the user");
            default ->
                    throw new TunnelException(
                            WayFault.BAD_GATEWAY, "says: request rejected or failed");
        }
    }
}
