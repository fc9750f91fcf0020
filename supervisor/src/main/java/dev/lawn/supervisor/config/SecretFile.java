package dev.lawn.supervisor.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds one secret and nothing else. */
final class SecretFile {

    /** No password is longer; a larger file is the wrong one. */
    static final int MOST_BYTES = 1 << 16;

    private SecretFile() {}

    /** The file's text without its trailing newline; empty after a problem was reported. */
    static Optional<String> read(Path file, Cursor at) {
        if (!Files.exists(file)) {
            return at.refuse(
                    "no secret file %s; create it and type: chmod 600 %s".formatted(file, file));
        }
        if (!Files.isRegularFile(file)) {
            return at.refuse("secret file %s is no regular file".formatted(file));
        }
        try {
            Optional<String> open = FileAccess.openToOthers(file);
            if (open.isPresent()) {
                return at.refuse(
                        "secret file %s can be read by others (%s); type: chmod 600 %s"
                                .formatted(file, open.get(), file));
            }
            return content(file, at);
        } catch (CharacterCodingException _) {
            return at.refuse("secret file %s is not UTF-8 text".formatted(file));
        } catch (IOException _) {
            return at.refuse(
                    "secret file %s cannot be read by this user; type: chown %s %s"
                            .formatted(file, System.getProperty("user.name", "USER"), file));
        }
    }

    private static Optional<String> content(Path file, Cursor at) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            return at.refuse("secret file %s is larger than 64 KiB".formatted(file));
        }
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        String secret = text.replaceFirst("\\r?\\n\\z", "");
        return secret.isEmpty()
                ? at.refuse("secret file %s is empty".formatted(file))
                : Optional.of(secret);
    }
}
