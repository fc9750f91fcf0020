package dev.lawn.faults.world;

import dev.lawn.simulator.http.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ports on loopback that grant every tunnel and lead nowhere, or are closed, all together. */
final class SwitchedPorts {

    /** Below the ports that the kernel gives to those who connect, or one could take ours. */
    private static final int FIRST = 21_000;

    private static final byte[] GRANTED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int LAST = 32_000;

    private final List<Integer> ports;
    private final List<TcpServer> listeners;

    private SwitchedPorts(List<Integer> ports, List<TcpServer> listeners) {
        this.ports = ports;
        this.listeners = listeners;
    }

    static SwitchedPorts open(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        List<TcpServer> listeners = new ArrayList<>();
        for (int port = FIRST; ports.size() < count; port++) {
            if (port > LAST) {
                throw new IOException("not enough free ports below " + LAST);
            }
            try {
                listeners.add(listen(port));
                ports.add(port);
            } catch (IOException _) {
                // Somebody else's; the next one will do.
            }
        }
        return new SwitchedPorts(ports, listeners);
    }

    private static TcpServer listen(int port) throws IOException {
        return TcpServer.start(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                SwitchedPorts::grant);
    }

    /** As a proxy that works answers whoever asks; a worker only looks whether it may connect. */
    private static void grant(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            socket.getOutputStream().write(GRANTED);
            socket.getInputStream().readAllBytes();
        }
    }

    int port(int index) {
        return ports.get(index);
    }

    synchronized boolean areOpen() {
        return !listeners.isEmpty();
    }

    synchronized void set(boolean open) throws IOException {
        if (!open) {
            listeners.forEach(TcpServer::close);
            listeners.clear();
        } else if (listeners.isEmpty()) {
            for (int port : ports) {
                listeners.add(listen(port));
            }
        }
    }
}
