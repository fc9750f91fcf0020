package dev.lawn.supervisor.config;

import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.Installed;
import dev.lawn.supervisor.extension.Lock;
import dev.lawn.supervisor.extension.LockFile;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a service's extension against the lock beside its service.yaml. */
final class ExtensionLock {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionLock.class);

    private ExtensionLock() {}

    /**
     * What it was locked as; empty where it has no lock, or after a problem was reported.
     *
     * @param at the service.yaml
     */
    static Optional<ExtensionPin> check(Cursor at, Place place) {
        try {
            return Installed.check(place).map(lock -> pin(lock, LockFile.of(place.home())));
        } catch (ExtensionException e) {
            return refused(at, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(
                    at,
                    "%s cannot be read (%s); make it readable to this user"
                            .formatted(place.folder(), e));
        }
    }

    private static ExtensionPin pin(Lock lock, Path file) {
        return new ExtensionPin(
                lock.version(), lock.sha256(), file.toAbsolutePath().normalize().toString());
    }

    /** What is in its place now, as the lock says; null where that cannot be read. */
    static @Nullable ExtensionPin now(ExtensionPin pin) {
        Path file = Path.of(pin.lock());
        try {
            return LockFile.read(Objects.requireNonNull(file.getParent()))
                    .map(lock -> pin(lock, file))
                    .orElse(null);
        } catch (ExtensionException | IOException e) {
            LOG.warn("nobody can tell which extension is loaded: {}", e.getMessage());
            return null;
        }
    }

    private static <T> Optional<T> refused(Cursor at, String message) {
        at.source().problem(0, "extension", message);
        return Optional.empty();
    }
}
