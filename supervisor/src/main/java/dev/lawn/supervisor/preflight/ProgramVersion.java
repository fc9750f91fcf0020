package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a program for its version, within bounds: it may be anything that has that path. */
final class ProgramVersion {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern VERSION = Pattern.compile("\\b\\d{1,6}(?:\\.\\d{1,6}){1,3}\\b");

    private static final Pattern SYSTEM_ERROR = Pattern.compile("error: \\d+ \\(([^)]+)\\)\\s*$");

    /** More than any version takes; a program that says more than a pipe holds falls silent. */
    private static final int MOST_BYTES = 4096;

    private ProgramVersion() {}

    /** Runs it once; nothing of it is left afterwards. */
    static Answer ask(String program) {
        return ask(program, PATIENCE);
    }

    static Answer ask(String program, Duration patience) {
        Process process;
        try {
            process = start(List.of(program, "--version"));
        } catch (IOException e) {
            return new Answer.DoesNotRun(reason(String.valueOf(e.getMessage())));
        }
        try {
            return answer(process, patience);
        } catch (IOException e) {
            return new Answer.DoesNotRun(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Silent();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Whether a command ends well; null where it does not run, or not in time. */
    static @Nullable Boolean succeeds(List<String> command) {
        try {
            Process process = start(command);
            try {
                boolean ended = process.waitFor(2, TimeUnit.SECONDS);
                return ended ? process.exitValue() == 0 : null;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static Answer answer(Process process, Duration patience)
            throws IOException, InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return new Answer.Silent();
        }
        String said = said(process.getInputStream()).strip();
        Matcher version = VERSION.matcher(said);
        if (version.find()) {
            return new Answer.Says(version.group(), said);
        }
        return process.exitValue() == 0
                ? new Answer.Unintelligible()
                : new Answer.DoesNotRun("it ended with code " + process.exitValue());
    }

    /** Only what is there: a process that it left behind may hold the pipe open for ever. */
    private static String said(InputStream out) throws IOException {
        int there = Math.min(out.available(), MOST_BYTES);
        return new String(out.readNBytes(there), StandardCharsets.UTF_8);
    }

    /** The JDK: {@code Cannot run program "/x": Exec failed, error: 2 (No such file …) }. */
    private static String reason(String message) {
        Matcher system = SYSTEM_ERROR.matcher(message);
        return system.find() ? system.group(1) : message;
    }
}
