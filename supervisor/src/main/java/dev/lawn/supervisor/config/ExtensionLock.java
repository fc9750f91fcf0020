package dev.lawn.supervisor.config;

import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.Installed;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.io.IOException;
import java.util.Optional;

/** Holds a service's extension against the lock beside its service.yaml. */
final class ExtensionLock {

    private ExtensionLock() {}

    /**
     * What it was locked as; empty where it has no lock, or after a problem was reported.
     *
     * @param at the service.yaml
     */
    static Optional<ExtensionPin> check(Cursor at, Place place) {
        try {
            return Installed.check(place)
                    .map(lock -> new ExtensionPin(lock.version(), lock.sha256()));
        } catch (ExtensionException e) {
            return refused(at, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(
                    at,
                    "%s cannot be read (%s); make it readable to this user"
                            .formatted(place.folder(), e));
        }
    }

    private static <T> Optional<T> refused(Cursor at, String message) {
        at.source().problem(0, "extension", message);
        return Optional.empty();
    }
}
