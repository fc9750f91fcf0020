package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the sign-in form was last submitted without a session to show for it. Kept in a file beside
 * the profile, so that the incarnations of a node do not submit it one after the other: services
 * count sign-ins, and answer many with a captcha or a closed account.
 */
public final class SubmittedForm {

    private static final Duration APART = Duration.ofMinutes(10);

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger log = LoggerFactory.getLogger(SubmittedForm.class);

    private final Path file;
    private final AskedPerson person;
    private final Time time;

    private SubmittedForm(Path file, AskedPerson person, Time time) {
        this.file = file;
        this.person = person;
        this.time = time;
    }

    /** What is known of the node with that profile. */
    public static SubmittedForm beside(Path profile, Time time) {
        return new SubmittedForm(
                profile.resolveSibling("form-submitted"), AskedPerson.beside(profile), time);
    }

    /** Whether the service asked for a person instead of giving a session. */
    AskedPerson person() {
        return person;
    }

    /**
     * Returns where the form may be filled in.
     *
     * @throws ServiceFault where it was submitted too short a time ago; says when it may be again
     */
    void checkAge() {
        Optional<Instant> last = last().filter(this::isRecent);
        if (last.isPresent()) {
            throw new ServiceFault(
                    Reason.SITE_DOWN,
                    "the form was submitted at %s and no session came of it; not again before %s"
                            .formatted(last.get(), last.get().plus(APART)));
        }
    }

    /** In either direction: the wall clock may have been set back. */
    private boolean isRecent(Instant last) {
        return Duration.between(last, time.now()).abs().compareTo(APART) < 0;
    }

    private Optional<Instant> last() {
        try {
            return Files.exists(file)
                    ? Optional.of(Instant.parse(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | DateTimeParseException e) {
            log.warn("{} is of no use: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /**
     * Remembers that the form is about to be submitted.
     *
     * @throws ServiceFault where that cannot be written: then nothing would bound what follows
     */
    void remember() {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PRIVATE);
            }
            Files.writeString(file, time.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
        } catch (IOException e) {
            throw new ServiceFault(
                    Reason.INTERNAL, "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    /** There is a session. */
    void forget() {
        person.forget();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} stays, and holds up the next sign-in: {}", file, e.toString());
        }
    }
}
