package dev.lawn.faults.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What one process uses; proc(5).
 *
 * @param rssBytes resident memory
 * @param cpu time on all cores together, since its start
 */
public record Usage(long rssBytes, Duration cpu, long fds, long threads) {

    /** USER_HZ, the same on every Linux that people run: 100 ticks a second. */
    private static final long TICK_MILLIS = 10;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    /**
     * Of a process that is there.
     *
     * @throws IOException where it has gone
     */
    public static Usage of(long pid) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(proc.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        try (Stream<Path> fds = Files.list(proc.resolve("fd"))) {
            return new Usage(
                    figure(proc, "VmRSS:") * 1024,
                    Duration.ofMillis(ticks * TICK_MILLIS),
                    fds.count(),
                    figure(proc, "Threads:"));
        }
    }

    private static long figure(Path proc, String name) throws IOException {
        return Files.readAllLines(proc.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in " + proc));
    }
}
