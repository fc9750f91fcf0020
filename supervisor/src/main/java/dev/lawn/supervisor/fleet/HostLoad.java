package dev.lawn.supervisor.fleet;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many times its usual time a start may take, since the host is busy: 1 when it is idle, 3 at
 * most. By the kernel's pressure stall information where there is one (the share of the last ten
 * seconds in which somebody waited for a processor), else by the load average.
 */
final class HostLoad implements DoubleSupplier {

    private static final double MOST = 3;
    private static final Path PRESSURE = Path.of("/proc/pressure/cpu");
    private static final Pattern SOME = Pattern.compile("some avg10=([0-9.]+)");

    @Override
    public double getAsDouble() {
        try {
            return ofPressure(Files.readString(PRESSURE));
        } catch (IOException _) {
            return ofLoad(
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** By the text of {@code /proc/pressure/cpu}: proportional to the time that was waited. */
    static double ofPressure(String text) {
        Matcher some = SOME.matcher(text);
        double share = some.find() ? Double.parseDouble(some.group(1)) / 100 : 0;
        return 1 + (MOST - 1) * Math.min(1, share);
    }

    /** By the load average: a negative one is unknown. */
    static double ofLoad(double load, int processors) {
        return Math.clamp(load / processors, 1, MOST);
    }
}
