package dev.lawn.supervisor.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Numbers that the kernel keeps in small text files. What is not there or cannot be read is absent.
 *
 * @param root {@code /}; a folder with such files in tests
 */
record KernelFiles(Path root) {

    /** The one number of a file; {@link HostFacts#NO_LIMIT} for {@code max} and its like. */
    Optional<Long> number(String file) {
        return lines(file).stream().findFirst().flatMap(KernelFiles::parse);
    }

    /** The number after a name: {@code MemAvailable: 24316788 kB} has 24316788. */
    Optional<Long> field(String file, String name) {
        return lines(file).stream()
                .map(line -> line.trim().split("[:\\s]+", -1))
                .filter(words -> words.length > 1 && words[0].equals(name))
                .findFirst()
                .flatMap(words -> parse(words[1]));
    }

    /** The soft limit of a line of {@code /proc/self/limits}. */
    Optional<Long> softLimit(String name) {
        return lines("/proc/self/limits").stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .flatMap(line -> parse(line.substring(name.length()).trim().split("\\s+", -1)[0]));
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file.replaceFirst("^/+", "")));
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<Long> parse(String word) {
        String text = word.trim();
        if (text.equals("max") || text.equals("unlimited")) {
            return Optional.of(HostFacts.NO_LIMIT);
        }
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : tooLarge(text);
    }

    /** cgroup v1 says 9223372036854771712 for "none". */
    private static Optional<Long> tooLarge(String text) {
        return text.matches("\\d{19,20}") ? Optional.of(HostFacts.NO_LIMIT) : Optional.empty();
    }
}
