package dev.lawn.supervisor.extension;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What Lawn reads of a manifest.json.
 *
 * @param name as written there; may be a {@code __MSG_…__} of its translations
 * @param version one to four numbers
 * @param publicKey what its {@code key} holds; null where it has none, and then the id of the
 *     unpacked extension depends on its folder
 */
public record Manifest(
        String name, String version, @Nullable ByteBuffer publicKey, Permissions permissions) {

    static final String FILE = "manifest.json";
}
