package dev.lawn.supervisor.process.contain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small command that shows whether a rung works, within bounds. */
final class Trial {

    /** Each takes milliseconds; a host on which it takes this long has other worries. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Any code that nobody ends with by chance. */
    private static final int CODE = 42;

    private Trial() {}

    static ProcessBuilder command(List<String> wrapper, String script) {
        return new ProcessBuilder(
                Stream.concat(wrapper.stream(), Stream.of("sh", "-c", script)).toList());
    }

    /**
     * Runs a shell within the wrapper, and checks that its exit code comes through.
     *
     * @throws ContainmentException with the first words of stderr
     */
    static void exitCode(List<String> wrapper) throws ContainmentException {
        Process process = null;
        try {
            process =
                    command(wrapper, "exit " + CODE)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ContainmentException(
                        String.join(" ", wrapper) + " did not end in " + PATIENCE);
            }
            if (process.exitValue() != CODE) {
                throw new ContainmentException(firstWords(process));
            }
        } catch (IOException e) {
            throw new ContainmentException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainmentException("interrupted");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static String firstWords(Process process) throws IOException {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            return line == null ? "exit code " + process.exitValue() : line;
        }
    }
}
