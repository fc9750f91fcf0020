package dev.lawn.supervisor.config;

import static dev.lawn.common.service.ServiceDefinition.EXTENSION_SCHEME;

import dev.lawn.common.service.ServiceDefinition.Extension;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a page of a service.yaml is: a URL, or <code>{ extension: popup.html }</code>.
 *
 * @param extension empty where it has problems of its own; then none of its pages can be told
 */
record AddressReader(Optional<Extension> extension) {

    Optional<URI> read(Cursor at) {
        return at.isMapping()
                ? at.mapping("extension")
                        .flatMap(page -> page.require("extension"))
                        .flatMap(this::inExtension)
                : at.text().flatMap(text -> onTheWeb(at, text));
    }

    private static Optional<URI> onTheWeb(Cursor at, String text) {
        return text.startsWith(EXTENSION_SCHEME + ":")
                ? at.refuse("a page of the extension is written as { extension: popup.html }")
                : Scalars.httpUrl(at, text);
    }

    private Optional<URI> inExtension(Cursor at) {
        Optional<String> page = at.text();
        return All.present(page, extension)
                ? inExtension(at, page.get(), extension.get())
                : Optional.empty();
    }

    private static Optional<URI> inExtension(Cursor at, String page, Extension extension) {
        try {
            Path folder = Path.of(extension.folder());
            Path file = folder.resolve(page.split("[?#]", 2)[0]).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                return Optional.of(
                        new URI("%s://%s/%s".formatted(EXTENSION_SCHEME, extension.id(), page)));
            }
        } catch (InvalidPathException | URISyntaxException _) {
            // Reported below, like any other text that names no file.
        }
        return at.refuse(
                "\"%s\" is no file of the extension in %s; write its path there, such as popup.html"
                        .formatted(page, extension.folder()));
    }
}
