package dev.lawn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What figures are measured on, and of what. */
public final class Host {

    private Host() {}

    /** Processor, cores, memory, kernel and Java, in one line. */
    public static String machine() throws IOException {
        long kibibytes = Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return "%s, %d cores, %d GiB of memory, Linux %s, Java %s"
                .formatted(
                        value("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(kibibytes / 1024.0 / 1024.0),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String value(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** How busy it is: runnable processes on average over the last minute. */
    public static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /** The short name of HEAD; with a plus where the sources differ from it. */
    public static String commit(Path home) throws IOException {
        String head = first(home, "rev-parse", "--short", "HEAD");
        String changed = first(home, "status", "--porcelain", "--", ".", ":!docs");
        return (head.isEmpty() ? "no-commit" : head) + (changed.isEmpty() ? "" : "+");
    }

    private static String first(Path home, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(words));
        return output(command);
    }

    /** What a program says, without blanks around it; its errors are not heard. */
    public static String output(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
