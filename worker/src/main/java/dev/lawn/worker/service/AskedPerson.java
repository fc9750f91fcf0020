package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That the service asked for a person. Kept in a file beside the profile, without an end: until
 * there is a session no incarnation of the node types or submits anything, since a crash of ours is
 * no answer to what the service asked.
 */
public final class AskedPerson {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger log = LoggerFactory.getLogger(AskedPerson.class);

    private final Path file;

    private AskedPerson(Path file) {
        this.file = file;
    }

    /** What is known of the node with that profile. */
    public static AskedPerson beside(Path profile) {
        return new AskedPerson(profile.resolveSibling("person-needed"));
    }

    /** What for; empty where it did not ask. A file of no use asks all the same. */
    Optional<Reason> reason() {
        try {
            return Files.exists(file)
                    ? Optional.of(
                            Reason.ofWireName(Files.readString(file).strip()).orElse(Reason.OTP))
                    : Optional.empty();
        } catch (IOException e) {
            log.warn("{} is of no use: {}", file, e.toString());
            return Optional.of(Reason.OTP);
        }
    }

    /** Remembers it. Where that cannot be written this run waits all the same. */
    void remember(Reason reason) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PRIVATE);
            }
            Files.writeString(file, reason + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    /** There is a session. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} stays, and parks the node at its next sign-in: {}", file, e.toString());
        }
    }
}
