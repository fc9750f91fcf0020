package dev.lawn.worker.relay;

import dev.lawn.common.proc.SharedLook;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Who is connected to one listener, by the kernel's table of IPv4 connections in this process's
 * network namespace; a program that uses IPv6 sockets for IPv4 has its end in the table of IPv6.
 * The kernel walks through all there are for each look, some 2 ms: those who ask at the same time
 * share one.
 *
 * <p>Source: proc_pid_net(5). Addresses are in the host's byte order, ports are not.
 */
final class LoopbackSockets {

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    /** {@code ::ffff:0:0/96}, four bytes at a time. */
    private static final String MAPPED =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                    ? "0000000000000000FFFF0000"
                    : "00000000000000000000FFFF";

    private final InetSocketAddress listener;
    private final SharedLook<Map<String, Long>> four;
    private final SharedLook<Map<String, Long>> six;

    LoopbackSockets(InetSocketAddress listener) {
        this.listener = listener;
        String to = hex(listener);
        four = new SharedLook<>(() -> inodes("/proc/self/net/tcp", to));
        six = new SharedLook<>(() -> inodes("/proc/self/net/tcp6", MAPPED + to));
    }

    boolean isOf(InetSocketAddress address) {
        return listener.equals(address);
    }

    /** The inode of a client's end; empty where it has none, or has gone. */
    OptionalLong inode(InetSocketAddress client) {
        String from = hex(client);
        Long inode = four.get().get(from);
        if (inode == null) {
            inode = six.get().get(MAPPED + from);
        }
        return inode == null ? OptionalLong.empty() : OptionalLong.of(inode);
    }

    /** Of the clients' ends, by their addresses; without those that nobody owns any more. */
    private static Map<String, Long> inodes(String table, String to) {
        Map<String, Long> inodes = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(table), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Cheaper than to split each: a busy host has thousands.
                if (line.contains(to)) {
                    add(line.strip().split("\\s+", -1), to, inodes);
                }
            }
        } catch (IOException | NumberFormatException _) {
            // Cannot be told.
        }
        return inodes;
    }

    private static void add(String[] words, String to, Map<String, Long> inodes) {
        if (words.length > INODE && words[REMOTE].equals(to) && !words[INODE].equals("0")) {
            inodes.put(words[LOCAL], Long.valueOf(words[INODE]));
        }
    }

    private static String hex(InetSocketAddress address) {
        return "%08X:%04X".formatted(word(address.getAddress()), address.getPort());
    }

    private static int word(InetAddress address) {
        return ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt();
    }
}
