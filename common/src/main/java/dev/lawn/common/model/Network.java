package dev.lawn.common.model;

import java.net.InetAddress;

/**
 * All addresses that begin alike.
 *
 * @param base one of them
 * @param length how many leading bits they share
 */
public record Network(InetAddress base, int length) {

    /** Reads {@code 10.0.0.0/8}; for constants. */
    public static Network of(String text) {
        String[] parts = text.split("/", -1);
        return new Network(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Whether that address is one of them; never one of the other family. */
    public boolean holds(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, Byte.SIZE - (length - bit));
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
