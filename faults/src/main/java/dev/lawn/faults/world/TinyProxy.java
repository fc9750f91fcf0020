package dev.lawn.faults.world;

import dev.lawn.common.model.Credentials;
import dev.lawn.faults.proc.Signal;
import dev.lawn.simulator.http.HeldPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's tinyproxy on this host's end of a private network, with a user and a password. */
public final class TinyProxy implements AutoCloseable {

    private static final int LOOKS = 3000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration END = Duration.ofSeconds(5);

    private final Path configuration;
    private final String host;

    /** Also while it is down. */
    private final HeldPort port;

    private Process process;

    private TinyProxy(Path configuration, String host, HeldPort port, Credentials wanted)
            throws IOException, InterruptedException {
        this.configuration = configuration;
        this.host = host;
        this.port = port;
        this.process = start(wanted);
    }

    /**
     * Starts one on a free port.
     *
     * @param folder for its configuration
     * @param host the address it listens on
     */
    static TinyProxy start(Path folder, String host, Credentials wanted)
            throws IOException, InterruptedException {
        HeldPort port = HeldPort.at(InetAddress.ofLiteral(host));
        try {
            return new TinyProxy(folder.resolve("tinyproxy.conf"), host, port, wanted);
        } catch (IOException | InterruptedException e) {
            port.close();
            throw e;
        }
    }

    private Process start(Credentials wanted) throws IOException, InterruptedException {
        Files.writeString(
                configuration,
                """
                Port %d
                Listen %s
                Timeout 600
                MaxClients 200
                LogLevel Warning
                BasicAuth %s %s
                """
                        .formatted(port(), host, wanted.user(), wanted.password().reveal()));
        Process started =
                new ProcessBuilder("tinyproxy", "-d", "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        for (int look = 0; look < LOOKS && started.isAlive(); look++) {
            if (isListening()) {
                return started;
            }
            LockSupport.parkNanos(PAUSE);
        }
        end(started);
        throw new IOException("tinyproxy does not listen on port " + port());
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public int port() {
        return port.address().getPort();
    }

    /** Nobody listens any more. */
    public void goDown() throws InterruptedException {
        end(process);
    }

    /** Takes connections, and neither says nor does anything. */
    public void hang() throws IOException, InterruptedException {
        Signal.STOP.send(process.pid());
    }

    /** Goes on after {@link #hang}. */
    public void goOn() throws IOException, InterruptedException {
        Signal.CONT.send(process.pid());
    }

    /** Ends whatever it does, and wants these from now on. */
    public void restart(Credentials wanted) throws IOException, InterruptedException {
        end(process);
        process = start(wanted);
    }

    private static void end(Process one) throws InterruptedException {
        one.destroyForcibly();
        boolean _ = one.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        port.close();
    }
}
