package dev.lawn.supervisor.preflight;

import java.util.Locale;

/** Sizes as people read them. */
final class Bytes {

    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;
    private static final double GIB = MIB * KIB;

    private Bytes() {}

    /** {@code 930 MiB}, {@code 23.2 GiB}. */
    static String text(long bytes) {
        if (bytes >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
        }
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }
}
