package dev.lawn.simulator;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a browser makes of the {@code key} in an extension's manifest. */
public final class ManifestKey {

    private ManifestKey() {}

    /** The first 16 bytes of the key's SHA-256, each nibble as a letter from a to p. */
    public static String idOf(byte[] key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
        StringBuilder id = new StringBuilder();
        HexFormat.of()
                .formatHex(hash, 0, 16)
                .chars()
                .forEach(hex -> id.append((char) ('a' + Character.digit(hex, 16))));
        return id.toString();
    }
}
