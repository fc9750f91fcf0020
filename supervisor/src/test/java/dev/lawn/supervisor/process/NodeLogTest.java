package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lawn.common.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class NodeLogTest {

    /** Two lines of four characters. */
    private static final long BOUND = 10;

    private final Logger logger = (Logger) LoggerFactory.getLogger(NodeLog.class);
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    private final ManualTime time = new ManualTime();
    private @TempDir Path folder;
    private Path file;
    private Path before;

    @BeforeEach
    void begin() {
        file = folder.resolve("logs/worker.log");
        before = folder.resolve("logs/worker.log.1");
        warnings.start();
        logger.addAppender(warnings);
        logger.setAdditive(false);
    }

    @AfterEach
    void end() {
        logger.detachAppender(warnings);
        logger.setAdditive(true);
    }

    private void write(String... lines) {
        try (NodeLog log = new NodeLog(file, BOUND, time)) {
            for (String line : lines) {
                log.line(line);
            }
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void goesOnWhereTheLastIncarnationEnded() {
        write("1111");
        write("2222");

        assertThat(file).hasContent("1111\n2222\n");
        assertThat(before).doesNotExist();
    }

    @Test
    void turnsOverAndKeepsOneFileBefore() {
        write("1111", "2222", "3333");
        assertThat(before).hasContent("1111\n2222\n");
        assertThat(file).hasContent("3333\n");

        write("4444", "5555", "6666", "7777");
        assertThat(before).hasContent("5555\n6666\n");
        assertThat(file).hasContent("7777\n");
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.new");
        assertThat(warnings.list).isEmpty();
    }

    @Test
    void isItsOwnersOnly() throws IOException {
        write("1111", "2222", "3333");

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(before)).isEqualTo("rw-------");
    }

    @Test
    void closesAnOldOpenFile() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        write("new");

        assertThat(file).hasContent("old\nnew\n");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileThatCannotBeOpenedIsSaidOnce() throws IOException {
        Files.createDirectories(file);

        write("1111", "2222", "3333");

        assertThat(warnings.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains(file + " is not written any more");
    }

    @Test
    void aTurnThatFailsIsTheEndAndLosesNothing() throws IOException {
        write("0000", "1111", "2222");
        Path inTheWay = Files.createDirectory(folder.resolve("logs/worker.log.new"));

        try (NodeLog log = new NodeLog(file, BOUND, time)) {
            log.line("3333");
            log.line("4444");
            Files.delete(inTheWay);
            log.line("5555");
        }

        assertThat(before).hasContent("0000\n1111\n");
        assertThat(file).hasContent("2222\n3333\n");
        assertThat(warnings.list).hasSize(1);
    }

    @Test
    void aFloodGetsItsRationAndTheRestIsCounted() throws IOException {
        String line = "x".repeat(1023);
        try (NodeLog log = new NodeLog(file, 1L << 30, time)) {
            for (int i = 0; i < 5_000; i++) {
                log.line(line);
            }
            assertThat(Files.size(file)).isEqualTo(1024 * 1024);

            time.advance(Duration.ofSeconds(10));
            log.line("again");
            for (int i = 0; i < 5_000; i++) {
                log.line(line);
            }
        }

        assertThat(Files.readAllLines(file))
                .containsSubsequence(
                        line,
                        "… 3976 lines were left out",
                        "again",
                        line,
                        "… 3977 lines were left out");
    }

    @Test
    void aLineAfterTheCloseIsDroppedWithoutAWord() {
        NodeLog log = new NodeLog(file, BOUND, time);
        log.line("1111");
        log.close();
        log.close();

        log.line("2222");
        log.line("3333");

        assertThat(file).hasContent("1111\n");
        assertThat(before).doesNotExist();
        assertThat(warnings.list).isEmpty();
    }
}
