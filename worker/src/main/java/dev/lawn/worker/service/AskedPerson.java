package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That the service asked for a person. Kept in a file beside the profile, without an end: until
 * there is a session no incarnation of the node types or submits anything, since a crash of ours is
 * no answer to what the service asked. Another user of it, or another service, was asked nothing.
 */
public final class AskedPerson {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger log = LoggerFactory.getLogger(AskedPerson.class);

    private final Path file;

    /** Which user of which service, in a form that is fit for a file. */
    private final String whom;

    private AskedPerson(Path file, String whom) {
        this.file = file;
        this.whom = whom;
    }

    /** What is known of the node with that profile, and of that user of that service. */
    public static AskedPerson beside(Path profile, String service, Credentials account) {
        return new AskedPerson(
                profile.resolveSibling("person-needed"), digest(service + "\n" + account.user()));
    }

    /** What is known of the node of that assignment. */
    public static AskedPerson of(Assignment assignment) {
        return beside(
                Path.of(assignment.browser().profile()),
                assignment.service().name(),
                assignment.account());
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What for; empty where it did not ask. A file of no use asks all the same. */
    Optional<Reason> reason() {
        try {
            return Files.exists(file) ? reason(Files.readAllLines(file)) : Optional.empty();
        } catch (IOException e) {
            log.warn("{} is of no use: {}", file, e.toString());
            return Optional.of(Reason.OTP);
        }
    }

    private Optional<Reason> reason(List<String> lines) {
        if (lines.size() > 1 && !lines.get(1).strip().equals(whom)) {
            log.info("{} is of another account, and counts no more", file);
            return Optional.empty();
        }
        String word = lines.isEmpty() ? "" : lines.getFirst().strip();
        return Optional.of(Reason.ofWireName(word).orElse(Reason.OTP));
    }

    /** Remembers it. Where that cannot be written this run waits all the same. */
    void remember(Reason reason) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PRIVATE);
            }
            Files.writeString(file, reason + "\n" + whom + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    /** There is a session, or an operator wants another one. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} stays, and parks the node at its next sign-in: {}", file, e.toString());
        }
    }
}
