package dev.lawn.supervisor.preflight;

/**
 * Commands as they can be typed by who reads them.
 *
 * @param root whether they are root already
 */
record Mend(boolean root) {

    private static final String FILE = "/etc/sysctl.d/60-lawn.conf";

    /** Sets a kernel parameter, now and after each boot. */
    String sysctl(String key, long value) {
        return "echo %s=%d | %stee -a %s && %ssysctl --system"
                .formatted(key, value, sudo(), FILE, sudo());
    }

    String install(String packages) {
        return sudo() + "apt-get install " + packages;
    }

    private String sudo() {
        return root ? "" : "sudo ";
    }

    /** A round number above {@code needed}. */
    static long rounded(long needed) {
        return Long.highestOneBit(Math.max(1, needed - 1)) * 2;
    }
}
