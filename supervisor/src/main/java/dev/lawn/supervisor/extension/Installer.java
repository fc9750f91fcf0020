package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts an extension where its service expects it, and locks it. */
public final class Installer {

    private final Place place;

    public Installer(Place place) {
        this.place = place;
    }

    /**
     * What was done.
     *
     * @param before the lock there was; null where there was none
     */
    public record Added(Lock lock, @Nullable Lock before) {}

    /**
     * Unpacks it, read-only, in the place of the one before. Nothing is changed where it is
     * refused.
     *
     * @param acceptPermissions whether it may ask for more than the one before
     * @param now when
     * @throws ExtensionException where it must not go there, or another is being put there
     */
    public Added add(Artefact artefact, boolean acceptPermissions, Instant now)
            throws ExtensionException, IOException {
        artefact.requireId(place);
        artefact.requirePin(place);
        try (AddLock _ = AddLock.take(place)) {
            return addAlone(artefact, acceptPermissions, now);
        }
    }

    private Added addAlone(Artefact artefact, boolean acceptPermissions, Instant now)
            throws ExtensionException, IOException {
        Optional<Lock> before = LockFile.read(place.home());
        if (before.isPresent() && !acceptPermissions) {
            refuseGrowth(artefact, before.get());
        }
        if (before.isEmpty()) {
            refuseUnknown(artefact);
        }
        Lock lock = install(artefact, now);
        LockFile.write(place.home(), lock);
        ReadOnlyTree.delete(old());
        return new Added(lock, before.orElse(null));
    }

    private void refuseGrowth(Artefact artefact, Lock before) throws ExtensionException {
        Permissions asked = artefact.manifest().permissions();
        if (!asked.beyond(before.permissions()).isEmpty()) {
            throw new ExtensionException(
                    "%s: version %s asks for more than %s, which %s has: %s; if you agree, say --accept-permissions"
                            .formatted(
                                    artefact.source(),
                                    artefact.manifest().version(),
                                    before.version(),
                                    place.service(),
                                    asked.changedSince(before.permissions())));
        }
    }

    /** What somebody else put there is theirs, unless it is this very one. */
    private void refuseUnknown(Artefact artefact) throws ExtensionException, IOException {
        Path folder = place.folder();
        boolean itself = artefact.source().equals(folder.toString());
        if (!itself && Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmpty(folder)) {
            throw new ExtensionException(
                    "%1$s: there is something that lawn extension add did not put there; move it away, or take it as it is with: lawn extension add %1$s --service %2$s"
                            .formatted(folder, place.service()));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private Lock install(Artefact artefact, Instant now) throws ExtensionException, IOException {
        Path fresh = place.beside(".new");
        ReadOnlyTree.delete(fresh);
        ReadOnlyTree.delete(old());
        ReadOnlyTree.write(artefact.contents(), fresh);
        String tree = TreeDigest.of(fresh);
        ReadOnlyTree.swap(fresh, place.folder(), old());
        String sha256 = artefact.sha256();
        return new Lock(
                place.id(),
                artefact.manifest().name(),
                artefact.manifest().version(),
                artefact.source(),
                now,
                sha256 == null ? tree : sha256,
                tree,
                artefact.manifest().permissions());
    }

    private Path old() {
        return place.beside(".old");
    }
}
