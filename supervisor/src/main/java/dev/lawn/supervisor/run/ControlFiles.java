package dev.lawn.supervisor.run;

import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.state.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** How a command finds a running supervisor: two small 0600 files in its state directory. */
public final class ControlFiles {

    private static final String TOKEN = "control.token";
    private static final String ADDRESS = "control.address";
    private static final int TOKEN_BYTES = 32;

    private ControlFiles() {}

    static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    static void write(Path root, String address, String token) throws IOException {
        PrivateFile.write(root.resolve(TOKEN), token + "\n");
        PrivateFile.write(root.resolve(ADDRESS), address + "\n");
    }

    static void delete(Path root) throws IOException {
        Files.deleteIfExists(root.resolve(ADDRESS));
        Files.deleteIfExists(root.resolve(TOKEN));
    }

    /** A client for the supervisor of that state directory; empty where none has said it runs. */
    public static Optional<ControlClient> client(Path root) throws IOException {
        Path address = root.resolve(ADDRESS);
        Path token = root.resolve(TOKEN);
        if (!Files.exists(address) || !Files.exists(token)) {
            return Optional.empty();
        }
        return Optional.of(
                new ControlClient(
                        Files.readString(address).strip(),
                        Secret.of(Files.readString(token).strip())));
    }
}
