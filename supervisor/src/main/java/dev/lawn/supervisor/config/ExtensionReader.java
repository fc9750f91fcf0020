package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.SetUp;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.supervisor.extension.ExtensionId;
import dev.lawn.supervisor.extension.Place;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The section {@code extension} of a service.yaml. */
final class ExtensionReader {

    private static final Map<String, Worker> WORKERS =
            Map.of("always", Worker.ALWAYS, "may_sleep", Worker.MAY_SLEEP);

    private ExtensionReader() {}

    /**
     * @param home the service's folder, where a relative path begins
     */
    static Optional<Extension> read(Cursor at, Path home) {
        return at.mapping("folder", "id", "set_up", "worker")
                .flatMap(extension -> read(extension, home));
    }

    private static Optional<Extension> read(Mapping extension, Path home) {
        Optional<Path> folder = extension.require("folder").flatMap(at -> folder(at, home));
        Optional<String> id = extension.require("id").flatMap(ExtensionReader::id);
        Optional<SetUp> setUp = extension.find("set_up").flatMap(ExtensionReader::setUp);
        Optional<Worker> worker =
                extension.find("worker").flatMap(at -> Scalars.oneOf(at, WORKERS));
        if (!All.present(folder, id)) {
            return Optional.empty();
        }
        return Optional.of(
                new Extension(
                        folder.get().toString(),
                        id.get(),
                        setUp.orElse(null),
                        worker.orElse(Worker.MAY_SLEEP)));
    }

    /**
     * Where the section says that an extension belongs, whether or not there is one.
     *
     * @param home the service's folder, with its name
     */
    static Optional<Place> place(Mapping extension, Path home) {
        Optional<Path> folder = extension.require("folder").flatMap(at -> path(at, home));
        Optional<String> id = extension.require("id").flatMap(ExtensionReader::id);
        return All.present(folder, id)
                ? Optional.of(
                        new Place(home.getFileName().toString(), home, folder.get(), id.get()))
                : Optional.empty();
    }

    private static Optional<Path> path(Cursor at, Path home) {
        return at.text().flatMap(text -> path(at, home, text));
    }

    private static Optional<Path> path(Cursor at, Path home, String text) {
        try {
            return Optional.of(home.resolve(text).toAbsolutePath().normalize());
        } catch (InvalidPathException _) {
            return at.refuse("is no path");
        }
    }

    private static Optional<Path> folder(Cursor at, Path home) {
        return path(at, home).flatMap(folder -> withManifest(at, home, folder));
    }

    private static Optional<Path> withManifest(Cursor at, Path home, Path folder) {
        if (Files.isRegularFile(folder.resolve("manifest.json"))) {
            return Optional.of(folder);
        }
        return at.refuse(
                "no extension in %s: there is no manifest.json; add it with: lawn extension add FILE (%s)"
                        .formatted(folder, guide(home)));
    }

    private static String guide(Path home) {
        Path readme = home.resolve("README.md");
        return Files.isRegularFile(readme)
                ? readme + " tells how"
                : "the service's own site or the Chrome Web Store has it";
    }

    private static Optional<String> id(Cursor at) {
        Optional<String> id = at.text();
        if (id.filter(text -> !ExtensionId.isOne(text)).isPresent()) {
            return at.refuse(
                    "\"%s\" is no extension id; it has 32 letters from a to p, as chrome://extensions shows it"
                            .formatted(id.get()));
        }
        return id;
    }

    private static Optional<SetUp> setUp(Cursor at) {
        return at.mapping("page", "until_stored").flatMap(ExtensionReader::setUp);
    }

    private static Optional<SetUp> setUp(Mapping setUp) {
        Optional<String> page = setUp.require("page").flatMap(Cursor::text);
        Optional<String> key = setUp.require("until_stored").flatMap(Cursor::text);
        return All.present(page, key)
                ? Optional.of(new SetUp(page.get(), key.get()))
                : Optional.empty();
    }
}
