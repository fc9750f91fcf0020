package dev.lawn.bench.relay;

import static dev.lawn.bench.relay.Comparison.median;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The figures as a Markdown table, which people can read on the screen as well. */
record Report(List<Comparison> comparisons, List<Memory> memories) {

    private static final double MEBIBYTE = 1 << 20;

    Report {
        comparisons = List.copyOf(comparisons);
        memories = memories.stream().sorted(Comparator.comparingLong(Memory::growthBytes)).toList();
    }

    boolean holds() {
        return memory().holds() && comparisons.stream().allMatch(Comparison::holds);
    }

    private Memory memory() {
        return memories.get(memories.size() / 2);
    }

    String text() {
        StringBuilder text =
                new StringBuilder(
                        """
                        | streams | | MB/s: relay | tinyproxy | ratio (≥ %.1f) | no proxy | CPU s/GB: relay | tinyproxy | ratio (≤ %.1f) | |
                        |---|---|---|---|---|---|---|---|---|---|
                        """
                                .formatted(Comparison.LEAST_THROUGHPUT, Comparison.MOST_CPU));
        comparisons.forEach(each -> text.append(line(each)));
        return text.append("\n").append(memoryLine()).toString();
    }

    private static String line(Comparison each) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | %.2f | %.0f | %.2f | %.2f | %.2f | %s |%n",
                each.transfer().streams(),
                each.transfer().direction().name().toLowerCase(Locale.ROOT),
                median(each.relay(), Sample::megabytesPerSecond),
                median(each.tinyproxy(), Sample::megabytesPerSecond),
                each.throughputRatio(),
                median(each.direct(), Sample::megabytesPerSecond),
                median(each.relay(), Sample::cpuSecondsPerGigabyte),
                median(each.tinyproxy(), Sample::cpuSecondsPerGigabyte),
                each.cpuRatio(),
                word(each.holds()));
    }

    private String memoryLine() {
        Memory memory = memory();
        return String.format(
                Locale.ROOT,
                "Memory of the relay's JVM (PSS): %.1f MiB before its first connection, %.1f MiB with"
                        + " %d tunnels open: %.1f MiB more (bound %.0f MiB): %s.%n",
                memory.idleBytes() / MEBIBYTE,
                memory.openBytes() / MEBIBYTE,
                Memory.TUNNELS,
                memory.growthBytes() / MEBIBYTE,
                Memory.MOST_GROWTH_BYTES / MEBIBYTE,
                word(memory.holds()));
    }

    private static String word(boolean holds) {
        return holds ? "holds" : "**misses**";
    }
}
