package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How Chromium names extensions: the first 16 bytes of a SHA-256, each half byte a letter from a to
 * p (its {@code components/crx_file/id_util.cc}).
 */
public final class ExtensionId {

    /** Of the hash; two letters each. */
    static final int BYTES = 16;

    private ExtensionId() {}

    public static boolean isOne(String text) {
        return text.matches("[a-p]{32}");
    }

    /**
     * @param publicKey X.509 SubjectPublicKeyInfo
     */
    static String ofKey(ByteBuffer publicKey) {
        return letters(ByteBuffer.wrap(Sha256.of(publicKey)));
    }

    /**
     * The id of an unpacked extension whose manifest has no {@code key}: another folder, another
     * id.
     *
     * @param folder need not exist yet
     */
    static String ofPath(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path real =
                parent != null && Files.isDirectory(parent)
                        ? parent.toRealPath().resolve(absolute.getFileName())
                        : absolute;
        byte[] path = real.toString().getBytes(StandardCharsets.UTF_8);
        return letters(ByteBuffer.wrap(Sha256.of(ByteBuffer.wrap(path))));
    }

    /** Of the first 16 bytes. */
    static String letters(ByteBuffer hash) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < BYTES; i++) {
            int each = Byte.toUnsignedInt(hash.get(hash.position() + i));
            letters.append((char) ('a' + (each >> 4))).append((char) ('a' + (each & 15)));
        }
        return letters.toString();
    }
}
