package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.state.PrivateFile;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file for each death in the node's folder, the newest ten of them. A disk that does not take one
 * is said once, until it does again. Thread-safe.
 */
public final class DeathFiles implements DeathReports {

    private static final Logger LOG = LoggerFactory.getLogger(DeathFiles.class);

    private static final int NEWEST = 10;

    private static final String SUFFIX = ".txt";

    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final StateDirectory state;
    private final Time time;
    private final AtomicBoolean failing = new AtomicBoolean();

    public DeathFiles(StateDirectory state, Time time) {
        this.state = state;
        this.time = time;
    }

    @Override
    public void keep(NodeName node, String incarnation, Reason cause, ExitReport report) {
        Path folder = state.deaths(node);
        Instant now = time.now();
        try {
            StateDirectory.createPrivate(folder);
            // The old ones first: that may be the very room the new one needs.
            thinOut(folder, NEWEST - 1);
            PrivateFile.write(
                    folder.resolve(SORTABLE.format(now) + "-" + incarnation + SUFFIX),
                    text(incarnation, cause, report, now));
            failing.set(false);
        } catch (IOException e) {
            if (!failing.getAndSet(true)) {
                LOG.warn("no report of a death can be kept in {}: {}", folder, e.toString());
            }
        }
    }

    private static void thinOut(Path folder, int most) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldestFirst =
                    files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
            for (Path old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - most))) {
                Files.delete(old);
            }
        }
    }

    private static String text(String incarnation, Reason cause, ExitReport report, Instant now) {
        return """
                incarnation: %s
                when: %s
                cause: %s
                how: %s
                malformed lines on stdout: %d

                the end of its stdout:
                %s
                the end of its stderr:
                %s"""
                .formatted(
                        incarnation,
                        now,
                        cause,
                        report.how(),
                        report.malformed(),
                        lines(report.stdout()),
                        lines(report.stderr()));
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "    (nothing)\n" : "    " + String.join("\n    ", lines) + "\n";
    }
}
