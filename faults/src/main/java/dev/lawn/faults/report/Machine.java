package dev.lawn.faults.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    /**
     * One sentence.
     *
     * @param user as whom Lawn ran
     * @param containment the rung in use; null where Lawn did not tell
     */
    static String paragraph(String user, @Nullable String containment) throws IOException {
        return "%s, %d cores, %s of memory, Linux %s, %s, Java %s; Lawn ran as %s, containment: %s."
                .formatted(
                        value("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.version"),
                        browser(),
                        System.getProperty("java.version"),
                        user,
                        containment == null ? "not told" : containment);
    }

    private static String value(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("an unknown processor");
    }

    private static String memory() throws IOException {
        long kibibytes = Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return "%d GiB".formatted(Math.round(kibibytes / 1024.0 / 1024.0));
    }

    private static String browser() throws IOException {
        for (String name : List.of("chromium", "google-chrome")) {
            try {
                Process process =
                        new ProcessBuilder(name, "--version")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                byte[] output = process.getInputStream().readAllBytes();
                return new String(output, StandardCharsets.UTF_8)
                        .strip()
                        .replaceFirst(" built.*", "");
            } catch (IOException _) {
                // The next name.
            }
        }
        return "a browser of unknown version";
    }
}
