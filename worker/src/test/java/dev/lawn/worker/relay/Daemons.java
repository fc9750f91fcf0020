package dev.lawn.worker.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Debian's own proxies, each a process of its own on loopback: tinyproxy for HTTP, Dante for SOCKS.
 * Closing ends them and what they started, by pid.
 */
final class Daemons implements AutoCloseable {

    static final String USER = "p1";
    static final String PASSWORD = "batterystaple";

    /** Which addresses they go out by. */
    static final String TINYPROXY_EXIT = "127.0.2.1";

    static final String DANTE_EXIT = "127.0.3.1";

    /** {@link #PASSWORD}, as crypt(5) has it. */
    private static final String PASSWORD_HASH =
            "$6$lawntest$RMGk/S1fM2gL/Ka2i47ATJLwGROgEHPXl6Wc.Gz4Y5TUNoGiiJLS/edcNdfg9HjY0ISQVNuhbkqHgDVXGlT9/1";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param folder for their configuration
     */
    Daemons(Path folder) {
        this.folder = folder;
    }

    /** Where it listens. It asks for {@link #USER} and {@link #PASSWORD}, or for nothing. */
    int tinyproxy(boolean asks) throws IOException {
        int port = Ports.free();
        Path configuration =
                write(
                        "tinyproxy.conf",
                        """
                        Listen 127.0.0.1
                        Port %d
                        Bind %s
                        Timeout 60
                        MaxClients 100
                        LogLevel Critical
                        %s
                        """
                                .formatted(
                                        port,
                                        TINYPROXY_EXIT,
                                        asks ? "BasicAuth %s %s".formatted(USER, PASSWORD) : ""));
        start(port, "tinyproxy", "-d", "-c", configuration.toString());
        return port;
    }

    /** Where it listens, for SOCKS 4 and 5 without credentials. */
    int dante() throws IOException {
        int port = Ports.free();
        String me = System.getProperty("user.name");
        start(port, danted(port, "none", me));
        return port;
    }

    /**
     * Where it listens, for SOCKS 5 with {@link #USER} and {@link #PASSWORD}. It knows no users but
     * those of the host, so it gets files of its own in their place, in a namespace of its own.
     */
    int danteThatAsks() throws IOException {
        int port = Ports.free();
        Path users = folder.resolve("passwd");
        Files.writeString(
                users,
                Files.readString(Path.of("/etc/passwd"))
                        + "%s:x:4001:4001::/:/usr/sbin/nologin%n".formatted(USER));
        Path hashes = folder.resolve("shadow");
        Files.writeString(hashes, "%s:%s:19000:0:99999:7:::%n".formatted(USER, PASSWORD_HASH));
        List<String> words = new ArrayList<>(IN_NAMESPACE);
        words.add(
                "mount --bind \"$0\" /etc/passwd && mount --bind \"$1\" /etc/shadow && shift && exec \"$@\"");
        words.add(users.toString());
        words.add(hashes.toString());
        words.addAll(List.of(danted(port, "username", "root")));
        start(port, words.toArray(String[]::new));
        return port;
    }

    private static final List<String> IN_NAMESPACE =
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

    /** Whether {@link #danteThatAsks} can be had: some hosts and containers allow no namespaces. */
    static boolean areNamespacesAllowed() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(IN_NAMESPACE);
        words.add("mount --bind /etc/passwd /etc/passwd");
        return new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private String[] danted(int port, String method, String user) throws IOException {
        String name = "danted-%d".formatted(port);
        Path configuration =
                write(
                        name + ".conf",
                        """
                        logoutput: %1$s
                        internal: 127.0.0.1 port = %2$d
                        external: %3$s
                        clientmethod: none
                        socksmethod: %4$s
                        user.privileged: %5$s
                        user.unprivileged: %5$s
                        client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
                        socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 socksmethod: %4$s }
                        """
                                .formatted(
                                        folder.resolve(name + ".log"),
                                        port,
                                        DANTE_EXIT,
                                        method,
                                        user));
        return new String[] {
            "/usr/sbin/danted",
            "-f",
            configuration.toString(),
            "-p",
            folder.resolve(name + ".pid").toString(),
            "-N",
            "1"
        };
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve("%d-%s".formatted(count.incrementAndGet(), name));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    private void start(int port, String... words) throws IOException {
        Path said = folder.resolve("said-%d".formatted(port));
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        processes.add(process);
        Awaitility.await(words[0])
                .atMost(PATIENCE)
                .failFast(() -> assertAlive(process, said))
                .until(() -> listens(port));
    }

    private static void assertAlive(Process process, Path said) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended: " + Files.readString(said));
        }
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(LOOPBACK, port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        processes.forEach(Daemons::end);
    }

    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
