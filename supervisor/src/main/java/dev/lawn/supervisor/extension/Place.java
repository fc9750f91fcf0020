package dev.lawn.supervisor.extension;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a service has its extension, as its service.yaml says.
 *
 * @param service its name
 * @param home the folder of its service.yaml, where the lock file lies too
 * @param folder the unpacked extension; absolute
 * @param id the id the browser must give it
 * @param sha256 of the CRX file it must have come from, in lower case; null for any
 */
public record Place(String service, Path home, Path folder, String id, @Nullable String sha256) {

    Path beside(String suffix) {
        return folder.resolveSibling("." + folder.getFileName() + suffix);
    }
}
