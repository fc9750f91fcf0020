package dev.lawn.simulator.service;

import dev.lawn.common.time.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions without a session table: a token says what it is for, for whom and until when, and is
 * signed with a key that is kept in a file, so that it survives a restart of the simulator.
 */
public final class Tokens {

    /** What a token is good for. */
    public enum Purpose {
        /** For API requests. */
        ACCESS(Duration.ofDays(30)),
        /** Handed out beside the access token, as the real service does; nothing takes it yet. */
        REFRESH(Duration.ofDays(90)),
        /** For one WebSocket, from a check-in. */
        SOCKET(Duration.ofMinutes(1));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        /** How long a token of this purpose is good. */
        public Duration life() {
            return life;
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder OF_TEXT = Base64.getUrlDecoder();

    private final SecretKeySpec key;
    private final Time time;

    private Tokens(byte[] key, Time time) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.time = time;
    }

    /**
     * Takes the key from {@code session.key} in this folder, and makes it where there is none,
     * readable by its owner only.
     *
     * @throws IOException where the folder cannot be used, or the key in it is damaged
     */
    public static Tokens keptIn(Path folder, Time time) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("session.key");
        if (Files.exists(file)) {
            return new Tokens(whole(Files.readAllBytes(file), file), time);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, key, StandardOpenOption.TRUNCATE_EXISTING);
        return new Tokens(key, time);
    }

    private static byte[] whole(byte[] key, Path file) throws IOException {
        if (key.length != KEY_BYTES) {
            throw new IOException(
                    "%s holds %d bytes instead of %d; remove it, and every account signs in anew"
                            .formatted(file, key.length, KEY_BYTES));
        }
        return key;
    }

    /** A token of this purpose for this account. */
    public String issue(Purpose purpose, String email) {
        long end = time.now().plus(purpose.life).getEpochSecond();
        String claim = "%s %d %s".formatted(word(purpose), end, email);
        byte[] bytes = claim.getBytes(StandardCharsets.UTF_8);
        return TO_TEXT.encodeToString(bytes) + "." + TO_TEXT.encodeToString(signature(bytes));
    }

    /** Whose token it is; empty where it is forged, for another purpose, or has run out. */
    public Optional<String> holder(Purpose purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] claim = OF_TEXT.decode(token.substring(0, dot));
            byte[] signature = OF_TEXT.decode(token.substring(dot + 1));
            return MessageDigest.isEqual(signature, signature(claim))
                    ? claimed(purpose, new String(claim, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<String> claimed(Purpose purpose, String claim) {
        String[] parts = claim.split(" ", 3);
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        return parts[0].equals(word(purpose)) && time.now().isBefore(end)
                ? Optional.of(parts[2])
                : Optional.empty();
    }

    private byte[] signature(byte[] claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static String word(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
