package dev.lawn.supervisor.extension;

import java.nio.file.Path;

/**
 * Where a service has its extension, as its service.yaml says.
 *
 * @param service its name
 * @param home the folder of its service.yaml, where the lock file lies too
 * @param folder the unpacked extension; absolute
 * @param id the id the browser must give it
 */
public record Place(String service, Path home, Path folder, String id) {

    Path beside(String suffix) {
        return folder.resolveSibling("." + folder.getFileName() + suffix);
    }
}
