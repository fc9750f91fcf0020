package dev.lawn.supervisor.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.lawn.supervisor.state.PrivateFile;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sends the supervisor's log to {@code logs/supervisor.log} in the state directory, which is known
 * only once the command line is read. Bounded: three files of 5 MiB, 0600 each.
 */
final class LogFile {

    /** Words of pages and workers get in: of the controls only tab and line end pass. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}"
                    + " %replace(%msg){'[\\p{Cc}&&[^\\t\\n]]', '�'}%n";

    private static final FileSize LONGEST = FileSize.valueOf("5MB");
    private static final int OLD_FILES = 2;

    private LogFile() {}

    static Path begin(Path stateDir) throws IOException {
        Path folder = stateDir.resolve("logs");
        StateDirectory.createPrivate(folder);
        Path file = folder.resolve("supervisor.log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> appender = appender(context, file);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.INFO);
        return file;
    }

    /** An appender that has begun to write. */
    static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new PrivateAppender();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context));
        appender.setTriggeringPolicy(trigger(context));
        appender.setRollingPolicy(policy(context, appender, file));
        appender.start();
        return appender;
    }

    /** Logback leaves the mode of a new file to the umask; here each is there before it opens. */
    private static final class PrivateAppender extends RollingFileAppender<ILoggingEvent> {

        @Override
        public void openFile(String name) throws IOException {
            PrivateFile.create(Path.of(name));
            super.openFile(name);
        }
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> trigger(LoggerContext context) {
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(LONGEST);
        trigger.start();
        return trigger;
    }

    private static FixedWindowRollingPolicy policy(
            LoggerContext context, RollingFileAppender<ILoggingEvent> appender, Path file) {
        FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%i");
        policy.setMinIndex(1);
        policy.setMaxIndex(OLD_FILES);
        policy.start();
        return policy;
    }
}
