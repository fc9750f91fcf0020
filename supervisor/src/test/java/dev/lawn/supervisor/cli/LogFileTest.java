package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("dev.lawn.Some");
    private @TempDir Path folder;
    private Path file;
    private RollingFileAppender<ILoggingEvent> appender;

    @BeforeEach
    void begin() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        file = folder.resolve("supervisor.log");
        appender = LogFile.appender(context, file);
        logger.addAppender(appender);
    }

    @AfterEach
    void end() {
        context.stop();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void isItsOwnersOnlyBeforeAndAfterItRolls() throws IOException {
        logger.info("first");
        assertThat(mode(file)).isEqualTo("rw-------");

        appender.rollover();
        logger.info("second");

        assertThat(file).content().endsWith("INFO  Some second\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(folder.resolve("supervisor.log.1")).content().endsWith("INFO  Some first\n");
        assertThat(mode(folder.resolve("supervisor.log.1"))).isEqualTo("rw-------");
    }

    @Test
    void letsNoControlCharacterThroughButTabAndLineEnd() throws IOException {
        logger.info("a\u001b[2Jb\u009bc\rd\n\tat e, {f}");

        assertThat(file).content().endsWith("INFO  Some a�[2Jb�c�d\n\tat e, {f}\n");
    }
}
