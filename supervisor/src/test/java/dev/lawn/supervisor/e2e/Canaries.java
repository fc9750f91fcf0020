package dev.lawn.supervisor.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Looks for secrets where none may be. The demo makes its passwords up at random for each run and
 * writes them into its own 0600 accounts.yaml: a hit anywhere else is a leak and no coincidence.
 */
final class Canaries {

    private static final Pattern PASSWORD = Pattern.compile("password: \"([0-9a-f]{24})\"");
    private static final Pattern PROXY = Pattern.compile("proxy: http://([^:]+:([0-9a-f]{24}))@");

    private final Set<String> secrets = new TreeSet<>();

    /** The passwords of accounts and proxies in a demo's accounts.yaml. */
    static Canaries of(Path accounts) throws IOException {
        String yaml = Files.readString(accounts);
        Canaries canaries = new Canaries();
        PASSWORD.matcher(yaml).results().forEach(found -> canaries.secrets.add(found.group(1)));
        PROXY.matcher(yaml)
                .results()
                .forEach(
                        found -> {
                            canaries.secrets.add(found.group(2));
                            canaries.secrets.add(basic(found.group(1)));
                        });
        return canaries;
    }

    /** A secret that a test made up. */
    static Canaries of(String secret) {
        Canaries canaries = new Canaries();
        canaries.secrets.add(secret);
        return canaries;
    }

    /** As it stands in a Proxy-Authorization header: the likeliest way for it to leak. */
    private static String basic(String userAndPassword) {
        return Base64.getEncoder()
                .encodeToString(userAndPassword.getBytes(StandardCharsets.ISO_8859_1));
    }

    int count() {
        return secrets.size();
    }

    /** Where a text shows one; the secret itself is not repeated. */
    List<String> in(String where, String text) {
        return secrets.stream().anyMatch(text::contains) ? List.of(where) : List.of();
    }

    /** Command lines and environments of every process of this host that we may read. */
    List<String> inProcesses() throws IOException {
        List<String> hits = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                hits.addAll(inFile(process.resolve("cmdline")));
                hits.addAll(inFile(process.resolve("environ")));
            }
        }
        return hits;
    }

    /** Every file below a folder, Chrome's profiles included. */
    List<String> inFolder(Path folder) throws IOException {
        List<String> hits = new ArrayList<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            hits.addAll(inFile(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE; // Chrome removes files as it goes
                    }
                });
        return hits;
    }

    private List<String> inFile(Path file) {
        try {
            // Byte for byte: a secret is ASCII, the file may be anything.
            byte[] bytes = Files.readAllBytes(file);
            return in(file.toString(), new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return List.of(); // a process or a file that has gone meanwhile
        }
    }
}
