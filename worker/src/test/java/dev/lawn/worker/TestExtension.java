package dev.lawn.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The extension of the tests: small, and without a key of its own. */
public final class TestExtension {

    public static final Path FOLDER = Path.of("target/test-classes/extension").toAbsolutePath();

    public static final String ID = idIn(FOLDER);

    private TestExtension() {}

    /** A copy that a test may change: beside it others load the one that is there. */
    public static Path copyTo(Path folder) throws IOException {
        Path copy = folder.resolve("extension");
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path each : all.toList()) {
                Files.copy(each, copy.resolve(FOLDER.relativize(each)));
            }
        }
        return copy;
    }

    /** Chromium's rule for an extension without a key: its id comes from its path. */
    public static String idIn(Path path) {
        return HexFormat.of()
                .formatHex(Arrays.copyOf(sha256(path.toString()), 16))
                .chars()
                .mapToObj(hex -> String.valueOf((char) ('a' + Character.digit(hex, 16))))
                .collect(Collectors.joining());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
