package dev.lawn.supervisor.state;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells whether a text that holds secrets is still the same, without keeping it: a salted PBKDF2
 * hash.
 *
 * @param salt base64
 * @param hash base64
 */
public record Fingerprint(String salt, String hash) {

    /** Makes guessing slow; it is asked once for each quarantined node at a start. */
    private static final int ITERATIONS = 100_000;

    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;

    /** Of that text, with a salt of its own. */
    public static Fingerprint of(String text) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new Fingerprint(Base64.getEncoder().encodeToString(salt), hash(text, salt));
    }

    /** Whether it is of this text. */
    public boolean isOf(String text) {
        return hash(text, Base64.getDecoder().decode(salt)).equals(hash);
    }

    private static String hash(String text, byte[] salt) {
        try {
            byte[] hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(
                                    new PBEKeySpec(text.toCharArray(), salt, ITERATIONS, BITS))
                            .getEncoded();
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }
}
