package dev.lawn.worker.relay;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Secret;
import dev.lawn.common.net.Splice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A SOCKS proxy of both versions that leads to loopback, or answers with one reply always. */
final class SocksProxy implements AutoCloseable {

    private static final int NONE = -1;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final Accepting accepting;
    private final @Nullable Credentials wanted;

    /** As they were asked for: {@code type:host:port}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile int reply = NONE;

    /**
     * @param wanted null where everybody may use it
     */
    SocksProxy(@Nullable Credentials wanted) throws IOException {
        this.wanted = wanted;
        accepting = Accepting.begin(server, this::serve);
    }

    ProxyAddress address(ProxyScheme scheme, @Nullable Credentials credentials) {
        return new ProxyAddress(scheme, "127.0.0.1", server.getLocalPort(), credentials);
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            if (in.read() == 5) {
                five(client, in);
            } else {
                four(client, in);
            }
        } catch (IOException _) {
            // The client has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void five(Socket client, InputStream in) throws IOException, InterruptedException {
        byte[] methods = in.readNBytes(in.read());
        boolean offersLogin = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
        if (wanted != null && !offersLogin) {
            client.getOutputStream().write(new byte[] {5, (byte) 0xff});
            return;
        }
        client.getOutputStream().write(new byte[] {5, (byte) (wanted == null ? 0 : 2)});
        if (wanted != null && !isLogIn(in)) {
            client.getOutputStream().write(new byte[] {1, 1});
            return;
        }
        if (wanted != null) {
            client.getOutputStream().write(new byte[] {1, 0});
        }
        byte[] request = in.readNBytes(4);
        String host =
                switch (request[3]) {
                    case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
                    case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
                    default -> text(in.readNBytes(in.read()));
                };
        int port = in.read() << 8 | in.read();
        asked.add(request[3] + ":" + host + ":" + port);
        byte[] granted = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};
        lead(client, in, host, port, granted, 1, 5);
    }

    private boolean isLogIn(InputStream in) throws IOException {
        int version = in.read();
        String user = text(in.readNBytes(in.read()));
        String password = text(in.readNBytes(in.read()));
        return version == 1
                && wanted != null
                && user.equals(wanted.user())
                && password.equals(wanted.password().reveal());
    }

    private void four(Socket client, InputStream in) throws IOException, InterruptedException {
        int command = in.read();
        int port = in.read() << 8 | in.read();
        byte[] address = in.readNBytes(4);
        String user = zeroTerminated(in);
        boolean isName = address[0] == 0 && address[1] == 0 && address[2] == 0;
        String host =
                isName ? zeroTerminated(in) : InetAddress.getByAddress(address).getHostAddress();
        asked.add(command + "." + address[3] + ":" + host + ":" + port);
        if (wanted != null && !user.equals(wanted.user())) {
            client.getOutputStream().write(new byte[] {0, 93, 0, 0, 0, 0, 0, 0});
            return;
        }
        byte[] granted = {0, 90, 0, 0, 0, 0, 0, 0};
        lead(client, in, host, port, granted, 1, 91);
    }

    private void lead(
            Socket client,
            InputStream in,
            String host,
            int port,
            byte[] answer,
            int replyAt,
            int refused)
            throws IOException, InterruptedException {
        if (reply != NONE) {
            answer[replyAt] = (byte) reply;
            client.getOutputStream().write(answer);
            return;
        }
        Socket far;
        try {
            // Names are resolved here: every one of them is this host.
            far = new Socket(host.endsWith(".test") ? "127.0.0.1" : host, port);
        } catch (IOException _) {
            answer[replyAt] = (byte) refused;
            client.getOutputStream().write(answer);
            return;
        }
        client.getOutputStream().write(answer);
        Splice.join(client, in, far, _ -> {}, _ -> {});
    }

    private static String zeroTerminated(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b > 0; b = in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Credentials login(String user, String password) {
        return new Credentials(user, Secret.of(password));
    }

    @Override
    public void close() throws IOException {
        accepting.close();
    }
}
