package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DeathFilesTest {

    private static final NodeName NODE = new NodeName("n");

    private final Logger logger = (Logger) LoggerFactory.getLogger(DeathFiles.class);
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    private final ManualTime time = new ManualTime();
    private @TempDir Path temp;
    private StateDirectory state;
    private DeathFiles deaths;

    @BeforeEach
    void begin() throws Exception {
        state = StateDirectory.open(temp.resolve("state"));
        deaths = new DeathFiles(state, time);
        warnings.start();
        logger.addAppender(warnings);
        logger.setAdditive(false);
    }

    @AfterEach
    void end() throws IOException {
        logger.detachAppender(warnings);
        logger.setAdditive(true);
        state.close();
    }

    private void die(String incarnation) {
        deaths.keep(
                NODE,
                incarnation,
                Reason.WORKER_HUNG,
                new ExitReport(137, 3, List.of("{\"type\":\"goodbye\"}"), List.of("one", "two")));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(state.deaths(NODE))) {
            return files.sorted().toList();
        }
    }

    @Test
    void holdsTheWholeEvidence() throws IOException {
        die("run-n-1");

        Path file = files().getFirst();
        assertThat(file).hasFileName("20260101T000000.000Z-run-n-1.txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file)
                .hasContent(
                        """
                        incarnation: run-n-1
                        when: 2026-01-01T00:00:00Z
                        cause: worker_hung
                        how: exited with code 137 (signal 9)
                        malformed lines on stdout: 3

                        the end of its stdout:
                            {"type":"goodbye"}

                        the end of its stderr:
                            one
                            two
                        """);
    }

    @Test
    void keepsTheNewestTen() throws IOException {
        for (int i = 1; i <= 13; i++) {
            die("i" + i);
            time.advance(Duration.ofMillis(1));
        }

        assertThat(files()).hasSize(10);
        assertThat(files().getFirst()).hasFileName("20260101T000000.003Z-i4.txt");
        assertThat(files().getLast()).hasFileName("20260101T000000.012Z-i13.txt");
    }

    @Test
    void aDiskThatDoesNotTakeItIsSaidOnce() throws IOException {
        Files.createDirectories(state.node(NODE));
        Path inTheWay = Files.createFile(state.deaths(NODE));
        die("i1");
        die("i2");
        assertThat(warnings.list).hasSize(1);

        Files.delete(inTheWay);
        die("i3");

        assertThat(files()).hasSize(1);
        assertThat(warnings.list).hasSize(1);
    }
}
