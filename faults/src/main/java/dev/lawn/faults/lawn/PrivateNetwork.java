package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A network namespace with two ways out of it: a cable to this host, and a default route into a
 * sink from which nothing ever comes back. Whatever does not go to the host by the cable goes into
 * the sink, where it can be counted. Takes root, and iproute2.
 *
 * <p>The addresses are of the blocks for benchmarks and documentation (RFC 2544, RFC 5737, RFC
 * 3849), so no host has them. Those of the cable are chosen by the process that holds the
 * namespace, as is its name, so that several can be there at a time.
 */
public final class PrivateNetwork implements AutoCloseable {

    /** Of 198.18.0.0/15, where each cable has four addresses. */
    private static final int CABLES = 1 << 15;

    private static final int HOST = 1;
    private static final int INSIDE = 2;

    /** TCP_LISTEN of Linux's tcp_states.h, as /proc/net/tcp writes it. */
    private static final String LISTENING = "0A";

    private static final int HEXADECIMAL = 16;

    /** With a pid behind it; an interface's name has 15 letters at most. */
    private static final String CABLE = "lawn-c";

    /** What a holder is called, before and after it has become one. */
    private static final Set<String> HOLDERS = Set.of("unshare", "cat");

    /** About 30 s. */
    private static final int LOOKS = 3000;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    /** The namespace lives as long as this process, which ends when its stdin does. */
    private final Process holder;

    private PrivateNetwork(Process holder) {
        this.holder = holder;
    }

    /**
     * Makes one, and removes the cables of those whose holder has gone.
     *
     * @throws IOException where it cannot be made; nothing is left of it
     */
    public static PrivateNetwork open() throws IOException, InterruptedException {
        PrivateNetwork network =
                new PrivateNetwork(
                        new ProcessBuilder("unshare", "--net", "cat")
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        try {
            network.awaitItsOwn();
            sweep();
            network.wire();
            return network;
        } catch (IOException | InterruptedException e) {
            network.close();
            throw e;
        }
    }

    private void awaitItsOwn() throws IOException {
        Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        Path its = Path.of("/proc/%d/ns/net".formatted(holder.pid()));
        for (int look = 0; look < LOOKS; look++) {
            if (!Files.readSymbolicLink(its).equals(ours)) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IOException("unshare --net made no network namespace");
    }

    /** A namespace outlives its holder while anybody is in it, and its cable with it. */
    private static void sweep() throws IOException, InterruptedException {
        try (Stream<Path> interfaces = Files.list(Path.of("/sys/class/net"))) {
            for (String name : interfaces.map(each -> each.getFileName().toString()).toList()) {
                if (name.matches(CABLE + "\\d+") && !isHeld(name.substring(CABLE.length()))) {
                    // Where it went by itself meanwhile, that is just as well.
                    run(List.of("sh", "-uc"), "ip link del %s || true".formatted(name));
                }
            }
        }
    }

    private static boolean isHeld(String pid) {
        try {
            return HOLDERS.contains(Files.readString(Path.of("/proc", pid, "comm")).strip());
        } catch (IOException _) {
            return false;
        }
    }

    private String address(int place) {
        int within = (int) (holder.pid() % CABLES) * 4 + place;
        return "198.%d.%d.%d".formatted(18 + (within >> 16), within >> 8 & 0xff, within & 0xff);
    }

    /** The interface that is this host's end of the cable. */
    String cable() {
        return CABLE + holder.pid();
    }

    /** The address of this host's end of the cable. */
    public String host() {
        return address(HOST);
    }

    /** The addresses that somebody in there has and nobody should be told. */
    public List<String> addresses() {
        return List.of(address(INSIDE), "203.0.113.2", "2001:db8::2");
    }

    private void wire() throws IOException, InterruptedException {
        run(
                List.of("sh", "-euc"),
                """
                ip link add %1$s type veth peer name cable netns %2$d
                ip link set %1$s addrgenmode none
                ip addr add %3$s/30 dev %1$s
                ip link set %1$s up
                """
                        .formatted(cable(), holder.pid(), host()));
        List<String> inside = new ArrayList<>(words());
        inside.addAll(List.of("sh", "-euc"));
        run(inside, interfaces());
    }

    /** A neighbour that is known for good: nothing is asked before a packet leaves. */
    private String interfaces() {
        return """
        ip link set lo up
        ip link set cable addrgenmode none
        ip addr add %1$s/30 dev cable
        ip link set cable up
        ip link add sink type veth peer name nowhere
        ip link set sink addrgenmode none
        ip link set nowhere addrgenmode none
        ip link set nowhere up
        ip link set sink up
        ip addr add 203.0.113.2/24 dev sink
        ip neigh add 203.0.113.1 lladdr 02:00:00:00:00:01 dev sink nud permanent
        ip route add default via 203.0.113.1 dev sink
        ip -6 addr add 2001:db8::2/64 dev sink nodad
        ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev sink nud permanent
        ip -6 route add default via 2001:db8::1 dev sink
        """
                .formatted(address(INSIDE));
    }

    private static void run(List<String> shell, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.add(script);
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IOException("no network of its own: " + output.strip());
        }
    }

    /** The words before a command that make it live in there. */
    public List<String> words() {
        return List.of("nsenter", "--target=" + holder.pid(), "--net");
    }

    /** The TCP ports that somebody in there listens on. */
    public List<Integer> listening() throws IOException {
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            try (Stream<String> lines =
                    Files.lines(Path.of("/proc/%d/net/%s".formatted(holder.pid(), table)))) {
                lines.skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(fields -> fields[3].equals(LISTENING))
                        .map(fields -> fields[1].substring(fields[1].lastIndexOf(':') + 1))
                        .forEach(port -> ports.add(Integer.parseInt(port, HEXADECIMAL)));
            }
        }
        return List.copyOf(ports);
    }

    /** It goes, with both its cables, when the last process in it has gone. */
    @Override
    public void close() {
        holder.destroyForcibly();
        boolean _ = holder.onExit().join().isAlive();
    }
}
