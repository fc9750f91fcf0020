package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One SHA-256 for all files of a folder: of the lines that {@code sha256sum} prints for them, in
 * the order of their paths' bytes. By hand:
 *
 * <pre>{@code
 * find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
 * }</pre>
 */
final class TreeDigest {

    private static final int BUFFER = 1 << 16;

    private TreeDigest() {}

    /**
     * Of the files as they are on disk; who may read them, and when they were written, does not
     * count.
     *
     * @throws ExtensionException where there is a link, a device, or an odd name
     */
    static String of(Path folder) throws ExtensionException, IOException {
        List<Item> files = new ArrayList<>(SourceFolder.files(folder));
        files.sort(Comparator.comparing(TreeDigest::pathBytes, Arrays::compareUnsigned));
        MessageDigest lines = Sha256.digest();
        for (Item file : files) {
            String line = "%s  %s\n".formatted(digest(file), file.path());
            lines.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(lines.digest());
    }

    private static byte[] pathBytes(Item item) {
        return item.path().getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(Item file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = file.content().open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(ByteBuffer.wrap(buffer, 0, n));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
