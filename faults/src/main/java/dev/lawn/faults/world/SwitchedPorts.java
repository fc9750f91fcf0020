package dev.lawn.faults.world;

import dev.lawn.simulator.http.HeldPort;
import dev.lawn.simulator.http.TcpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ports on loopback that grant every tunnel and lead nowhere, or are closed, all together. */
final class SwitchedPorts implements Closeable {

    private static final byte[] GRANTED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Also while they are closed: somebody else's listener would grant what ours does not. */
    private final List<HeldPort> ports = new ArrayList<>();

    private final List<TcpServer> listeners = new ArrayList<>();

    private SwitchedPorts() {}

    static SwitchedPorts open(int count) throws IOException {
        SwitchedPorts opened = new SwitchedPorts();
        try {
            for (int i = 0; i < count; i++) {
                opened.ports.add(HeldPort.at(InetAddress.ofLiteral("127.0.0.1")));
            }
            opened.set(true);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** As a proxy that works answers whoever asks; a worker only looks whether it may connect. */
    private static void grant(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            socket.getOutputStream().write(GRANTED);
            socket.getInputStream().readAllBytes();
        }
    }

    int port(int index) {
        return ports.get(index).address().getPort();
    }

    synchronized boolean areOpen() {
        return !listeners.isEmpty();
    }

    synchronized void set(boolean open) throws IOException {
        if (!open) {
            listeners.forEach(TcpServer::close);
            listeners.clear();
        } else if (listeners.isEmpty()) {
            for (HeldPort port : ports) {
                listeners.add(TcpServer.start(port.address(), SwitchedPorts::grant));
            }
        }
    }

    @Override
    public void close() throws IOException {
        set(false);
        for (HeldPort port : ports) {
            port.close();
        }
    }
}
