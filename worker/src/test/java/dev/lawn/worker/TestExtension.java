package dev.lawn.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The extension of the tests: small, and without a key of its own. */
public final class TestExtension {

    public static final Path FOLDER = Path.of("target/test-classes/extension").toAbsolutePath();

    public static final String ID = unpackedId(FOLDER);

    private TestExtension() {}

    /** Chromium's rule for an extension without a key: its id comes from its path. */
    private static String unpackedId(Path path) {
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
