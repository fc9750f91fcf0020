package dev.lawn.worker.relay;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The many ways to write an IPv4 address: {@code 0x7f.1}, {@code 017700000001}, {@code 2130706433}.
 * Whoever resolves such a host takes it for an address, so it must be checked as one.
 *
 * <p>Source: the IPv4 parser of the WHATWG URL standard, which browsers follow, and inet_aton(3).
 */
final class Ipv4Spelling {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final long MOST = 0xffff_ffffL;

    private Ipv4Spelling() {}

    /**
     * The host in its usual spelling: four decimal numbers where it ends in a number, itself
     * otherwise. Empty where it ends in a number and yet is no address.
     */
    static Optional<String> usual(String host) {
        String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] parts = text.split("\\.", -1);
        if (!NUMBER.matcher(parts[parts.length - 1]).matches()) {
            return text.isEmpty() ? Optional.empty() : Optional.of(host);
        }
        return parts.length > 4 ? Optional.empty() : address(parts);
    }

    private static Optional<String> address(String[] parts) {
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            boolean isLast = i == parts.length - 1;
            // The last one fills all the bytes that are left.
            long most = isLast ? MOST >> (Byte.SIZE * i) : 0xff;
            if (number < 0 || number > most) {
                return Optional.empty();
            }
            value += isLast ? number : number << (Byte.SIZE * (3 - i));
        }
        return Optional.of(
                "%d.%d.%d.%d"
                        .formatted(
                                value >> 24, value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff));
    }

    /** Negative where it is none. */
    private static long number(String text) {
        if (!NUMBER.matcher(text).matches() || text.length() > 16) {
            return -1;
        }
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
            }
            return Long.parseLong(text, text.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
