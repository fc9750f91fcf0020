package dev.lawn.worker.relay;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The kernel's table of IPv4 connections, in this process's network namespace; a program that uses
 * IPv6 sockets for IPv4 has its own in the table of IPv6.
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

    private LoopbackSockets() {}

    /**
     * The inode of one end of an IPv4 connection; empty where it has none, or has gone.
     *
     * @param local of that end
     * @param remote the other end's
     */
    static OptionalLong inode(InetSocketAddress local, InetSocketAddress remote) {
        String from = hex(local);
        String to = hex(remote);
        OptionalLong inode = inode("/proc/self/net/tcp", from, to);
        return inode.isPresent() ? inode : inode("/proc/self/net/tcp6", MAPPED + from, MAPPED + to);
    }

    private static OptionalLong inode(String table, String from, String to) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(table), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Cheaper than to split each: a busy host has thousands.
                if (line.contains(from)) {
                    String[] words = line.strip().split("\\s+", -1);
                    if (words.length > INODE
                            && words[LOCAL].equals(from)
                            && words[REMOTE].equals(to)) {
                        long inode = Long.parseLong(words[INODE]);
                        return inode == 0 ? OptionalLong.empty() : OptionalLong.of(inode);
                    }
                }
            }
        } catch (IOException | NumberFormatException _) {
            // Cannot be told.
        }
        return OptionalLong.empty();
    }

    private static String hex(InetSocketAddress address) {
        return "%08X:%04X".formatted(word(address.getAddress()), address.getPort());
    }

    private static int word(InetAddress address) {
        return ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt();
    }
}
