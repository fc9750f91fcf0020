package dev.lawn.faults.leak;

import dev.lawn.faults.lawn.PrivateNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes down each packet that leaves a private network's processes and does not go to the one
 * proxy, by Debian's tcpdump. What stays on loopback is nobody's business but the canary's; a
 * look-up of a name is noted even there, since a resolver on loopback would ask on.
 */
final class PacketWitness implements AutoCloseable {

    private static final int LOOKS = 500;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    /** An address nobody has (RFC 5737) and that no page is told of. */
    private static final String CONTROL = "192.0.2.1";

    /** What the kernel itself says on an IPv6 link: neighbours, routers, groups. */
    private static final String HOUSEKEEPING =
            "(ip6 and ip6[6] = 0) or (icmp6 and ip6[40] >= 133 and ip6[40] <= 136) or arp";

    private final PrivateNetwork network;
    private final Process process;
    private final List<String> packets = new CopyOnWriteArrayList<>();

    private PacketWitness(PrivateNetwork network, Process process) {
        this.network = network;
        this.process = process;
    }

    /** Starts it, and shows that it sees. */
    static PacketWitness of(PrivateNetwork network, int proxyPort)
            throws IOException, InterruptedException {
        String filter =
                "not (host %s and tcp port %d) and not (%s) and (port 53 or not (net 127.0.0.0/8 or host ::1))"
                        .formatted(network.host(), proxyPort, HOUSEKEEPING);
        List<String> command = new ArrayList<>(network.words());
        command.addAll(
                List.of("tcpdump", "-i", "any", "-n", "-l", "-q", "--immediate-mode", filter));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        PacketWitness witness = new PacketWitness(network, process);
        Thread.ofPlatform().daemon().name("packets").start(witness::read);
        witness.prove();
        return witness;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // One packet is seen at both ends of a cable, and counts as it goes.
                if (line.contains(" Out ")) {
                    packets.add(line);
                }
            }
        } catch (IOException _) {
            // It was ended.
        }
    }

    /**
     * Has a packet go the wrong way, which it must see.
     *
     * @throws IOException where it does not: then it has proved nothing so far
     */
    void prove() throws IOException, InterruptedException {
        long before = controls();
        for (int look = 0; look < LOOKS; look++) {
            sendControl();
            LockSupport.parkNanos(PAUSE);
            if (controls() > before) {
                return;
            }
        }
        throw new IOException("tcpdump does not see a packet that goes the wrong way");
    }

    private void sendControl() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(network.words());
        command.addAll(List.of("bash", "-c", "echo x >/dev/udp/" + CONTROL + "/9"));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private long controls() {
        return packets.stream().filter(PacketWitness::isControl).count();
    }

    private static boolean isControl(String packet) {
        return packet.contains("> " + CONTROL + ".9:");
    }

    /** What went the wrong way, a line each. */
    List<String> leaked() {
        return packets.stream().filter(packet -> !isControl(packet)).toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
