package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.SetUp;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.supervisor.extension.ExtensionId;
import dev.lawn.supervisor.extension.Place;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code extension} of a service.yaml. */
final class ExtensionReader {

    private static final Map<String, Worker> WORKERS =
            Map.of("always", Worker.ALWAYS, "may_sleep", Worker.MAY_SLEEP);

    private ExtensionReader() {}

    /**
     * @param extension as workers need it
     * @param place as {@code lawn extension} needs it
     */
    record Located(Extension extension, Place place) {}

    /**
     * @param home the service's folder, where a relative path begins
     */
    static Optional<Located> read(Cursor at, Path home) {
        return at.mapping("folder", "id", "sha256", "set_up", "worker")
                .flatMap(extension -> read(extension, home));
    }

    private static Optional<Located> read(Mapping extension, Path home) {
        Optional<Path> folder = extension.require("folder").flatMap(at -> folder(at, home));
        Optional<String> id = extension.require("id").flatMap(ExtensionReader::id);
        Optional<String> sha256 = extension.find("sha256").flatMap(ExtensionReader::sha256);
        Optional<SetUp> setUp = extension.find("set_up").flatMap(ExtensionReader::setUp);
        Optional<Worker> worker =
                extension.find("worker").flatMap(at -> Scalars.oneOf(at, WORKERS));
        if (!All.present(folder, id)) {
            return Optional.empty();
        }
        return Optional.of(
                new Located(
                        new Extension(
                                folder.get().toString(),
                                id.get(),
                                setUp.orElse(null),
                                worker.orElse(Worker.MAY_SLEEP)),
                        place(home, folder.get(), id.get(), sha256)));
    }

    /**
     * Where the section says that an extension belongs, whether or not there is one.
     *
     * @param home the service's folder, with its name
     */
    static Optional<Place> place(Mapping extension, Path home) {
        Optional<Path> folder = extension.require("folder").flatMap(at -> path(at, home));
        Optional<String> id = extension.require("id").flatMap(ExtensionReader::id);
        Optional<String> sha256 = extension.find("sha256").flatMap(ExtensionReader::sha256);
        return All.present(folder, id)
                ? Optional.of(place(home, folder.get(), id.get(), sha256))
                : Optional.empty();
    }

    private static Place place(Path home, Path folder, String id, Optional<String> sha256) {
        return new Place(home.getFileName().toString(), home, folder, id, sha256.orElse(null));
    }

    private static Optional<String> sha256(Cursor at) {
        Optional<String> digits = at.text();
        return digits.filter(text -> !text.matches("[0-9A-Fa-f]{64}")).isPresent()
                ? at.refuse(
                        "\"%s\" is no SHA-256; write the 64 digits that sha256sum prints for the CRX file"
                                .formatted(digits.get()))
                : digits.map(text -> text.toLowerCase(Locale.ROOT));
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
