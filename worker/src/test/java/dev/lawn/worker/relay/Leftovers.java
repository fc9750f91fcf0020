package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What relays hold of this JVM.
 *
 * @param files open ones, those of the tests included
 * @param threads the relay's, virtual ones included
 * @param bytes on the heap after a collection, and in buffers outside it
 */
record Leftovers(long files, long threads, long bytes) {

    private static final long SOME_BYTES = 6 << 20;
    private static final HotSpotDiagnosticMXBean DIAGNOSTICS =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    static Leftovers now(Path folder) throws IOException {
        return new Leftovers(countFiles(), countThreads(folder), countBytes());
    }

    private static long countFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    /** Only a dump knows the virtual ones. */
    private static long countThreads(Path folder) throws IOException {
        Path dump = Files.createTempDirectory(folder, "dump").resolve("threads");
        DIAGNOSTICS.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.matches("#\\d+ \"relay.*")).count();
        }
    }

    private static long countBytes() {
        System.gc();
        long buffers =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return buffers + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Every place is free again, and nothing has grown since. */
    void assertNoMore(Relay relay, Path folder) {
        assertThat(threads).as("those of the relay itself").isPositive();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            assertThat(relay.connections()).isZero();
                            Leftovers now = now(folder);
                            assertThat(now.files).isLessThanOrEqualTo(files + 2);
                            assertThat(now.threads).isLessThanOrEqualTo(threads);
                            assertThat(now.bytes).isLessThan(bytes + SOME_BYTES);
                        });
    }
}
