package dev.lawn.bench.relay;

import dev.lawn.bench.Installation;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.process.WorkerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Starts what is compared. */
final class Ways {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Installation installation;
    private final Path folder;
    private final Time time = new SystemTime();

    /**
     * @param folder for what the processes need
     */
    Ways(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /** The relay, with the worker's own command line but for the program at its end. */
    Way.Proxied relay(InetSocketAddress origin) throws IOException {
        String classPath = installation.worker() + ":" + installation.bench();
        List<String> words = new ArrayList<>(WorkerCommand.ofClassPath(classPath).words());
        words.removeLast();
        words.add(RelayMain.class.getName());
        words.add("%s:%d".formatted(origin.getHostString(), origin.getPort()));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = started(builder.redirectError(ProcessBuilder.Redirect.INHERIT));
        return new Way.Proxied(process, new InetSocketAddress(LOOPBACK, port(process)));
    }

    private static int port(Process relay) throws IOException {
        BufferedReader said = relay.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(RelayMain.LISTENING)) {
                return Integer.parseInt(line.substring(RelayMain.LISTENING.length()));
            }
        }
        throw new IOException("the relay ended before it said its port");
    }

    /** Tinyproxy, with nothing on that it could do without. */
    Way.Proxied tinyproxy() throws IOException {
        // Bound until it listens there: so the port is nobody else's meanwhile.
        try (Socket place = new Socket()) {
            place.setReuseAddress(true); // Else it could not listen beside it.
            place.bind(new InetSocketAddress(LOOPBACK, 0));
            return tinyproxy(new InetSocketAddress(LOOPBACK, place.getLocalPort()));
        }
    }

    private Way.Proxied tinyproxy(InetSocketAddress address) throws IOException {
        Path configuration = folder.resolve("tinyproxy.conf");
        Files.writeString(
                configuration,
                """
                Listen 127.0.0.1
                Port %d
                Timeout 600
                MaxClients 200
                LogLevel Critical
                DisableViaHeader Yes
                """
                        .formatted(address.getPort()));
        Process process =
                started(
                        new ProcessBuilder("tinyproxy", "-d", "-c", configuration.toString())
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD));
        Way.Proxied way = new Way.Proxied(process, address);
        awaitListening(way);
        return way;
    }

    private static Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return process;
    }

    private void awaitListening(Way.Proxied way) throws IOException {
        long deadline = time.nanos() + PATIENCE.toNanos();
        while (!listens(way.address())) {
            if (!way.process().isAlive() || time.nanos() > deadline) {
                way.close();
                throw new IOException("tinyproxy does not listen on " + way.address());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
