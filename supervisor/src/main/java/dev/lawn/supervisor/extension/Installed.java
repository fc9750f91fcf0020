package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Is the extension on disk still the one that was added? */
public final class Installed {

    private Installed() {}

    /**
     * Holds the folder against the lock, and the lock against what service.yaml pins; empty where
     * there is neither, which is no fault.
     *
     * @throws ExtensionException where they differ
     */
    public static Optional<Lock> check(Place place) throws ExtensionException, IOException {
        Optional<Lock> lock = LockFile.read(place.home());
        if (lock.isPresent()) {
            check(place, lock.get());
        } else if (place.sha256() != null) {
            throw new ExtensionException(
                    "%s: extension.sha256 in the service.yaml of %s pins %s, and what there is has no lock that tells its own; %s"
                            .formatted(
                                    place.folder(), place.service(), place.sha256(), mend(place)));
        }
        return lock;
    }

    private static void check(Place place, Lock lock) throws ExtensionException, IOException {
        if (!lock.id().equals(place.id())) {
            throw new ExtensionException(
                    "%s wants the extension %s, and %s was added (%s); %s"
                            .formatted(
                                    place.service(),
                                    place.id(),
                                    lock.id(),
                                    LockFile.of(place.home()),
                                    mend(place)));
        }
        if (place.sha256() != null && !place.sha256().equals(lock.sha256())) {
            throw new ExtensionException(
                    "%s: came from a file with the SHA-256 %s (%s), and extension.sha256 in the service.yaml of %s is %s; %s, or write the other one there if you trust it"
                            .formatted(
                                    place.folder(),
                                    lock.sha256(),
                                    LockFile.of(place.home()),
                                    place.service(),
                                    place.sha256(),
                                    mend(place)));
        }
        if (!Files.isDirectory(place.folder())) {
            throw new ExtensionException(
                    "%s: is not there any more; %s".formatted(place.folder(), mend(place)));
        }
        checkPermissions(place, lock);
        String tree = digest(place.folder());
        if (!tree.equals(lock.treeSha256())) {
            throw new ExtensionException(
                    "%s: its files are not those that were added: their SHA-256 is %s, and the lock says %s; %s"
                            .formatted(
                                    place.folder(),
                                    brief(tree),
                                    brief(lock.treeSha256()),
                                    mend(place)));
        }
    }

    /** A change here changes the digest too; but this is what the operator must know first. */
    private static void checkPermissions(Place place, Lock lock)
            throws ExtensionException, IOException {
        Permissions asked = manifest(place.folder()).permissions();
        if (!asked.equals(lock.permissions())) {
            throw new ExtensionException(
                    "%s: asks for other permissions than those that were accepted: %s; %s"
                            .formatted(
                                    place.folder(),
                                    asked.changedSince(lock.permissions()),
                                    mend(place)));
        }
    }

    /** The manifest of an unpacked extension. */
    public static Manifest manifest(Path folder) throws ExtensionException, IOException {
        try {
            return ManifestJson.of(Contents.of(SourceFolder.files(folder))).read();
        } catch (ExtensionException e) {
            throw e.in(folder);
        }
    }

    private static String digest(Path folder) throws ExtensionException, IOException {
        try {
            return TreeDigest.of(folder);
        } catch (ExtensionException e) {
            throw e.in(folder);
        }
    }

    /**
     * Holds a file that is not installed against the service and its lock, as a look before an
     * update.
     *
     * @throws ExtensionException where it is another extension, or asks for other permissions
     */
    public static Optional<Lock> compare(Artefact artefact, Place place)
            throws ExtensionException, IOException {
        artefact.requireId(place);
        artefact.requirePin(place);
        Optional<Lock> lock = LockFile.read(place.home());
        if (lock.isPresent()) {
            Permissions asked = artefact.manifest().permissions();
            if (!asked.equals(lock.get().permissions())) {
                throw new ExtensionException(
                        "%s: version %s asks for other permissions than %s, which %s has: %s; lawn extension add takes it only with --accept-permissions where it asks for more"
                                .formatted(
                                        artefact.source(),
                                        artefact.manifest().version(),
                                        lock.get().version(),
                                        place.service(),
                                        asked.changedSince(lock.get().permissions())));
            }
        }
        return lock;
    }

    private static String mend(Place place) {
        return "add it again with: lawn extension add FILE --service " + place.service();
    }

    private static String brief(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length())) + "…";
    }
}
