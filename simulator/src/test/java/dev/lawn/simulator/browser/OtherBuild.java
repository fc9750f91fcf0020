package dev.lawn.simulator.browser;

import dev.lawn.simulator.ManifestKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * The stand-in extension with another key in its manifest, and so another id.
 *
 * @param id what a browser gives it
 */
record OtherBuild(String id) {

    static OtherBuild in(Path folder) throws IOException, GeneralSecurityException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Chromium.EXTENSION)) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst(
                                "\"key\": \"[^\"]+\"",
                                "\"key\": \"%s\""
                                        .formatted(Base64.getEncoder().encodeToString(key))));
        return new OtherBuild(ManifestKey.idOf(key));
    }
}
