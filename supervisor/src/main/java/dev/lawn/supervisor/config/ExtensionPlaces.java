package dev.lawn.supervisor.config;

import dev.lawn.supervisor.extension.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the services expect their extensions. Nothing else of accounts.yaml and service.yaml need
 * be right yet: an extension is added before the rest can be.
 *
 * <pre>{@code
 * Place place = new ExtensionPlaces(Path.of("extensions"), Path.of("accounts.yaml")).of("grass");
 * }</pre>
 */
public final class ExtensionPlaces {

    private final Path folder;
    private final Path accountsYaml;

    /**
     * @param folder holds one folder per service
     * @param accountsYaml for the variables it overrides; need not exist
     */
    public ExtensionPlaces(Path folder, Path accountsYaml) {
        this.folder = folder.toAbsolutePath().normalize();
        this.accountsYaml = accountsYaml;
    }

    /** The names of all services, sorted. */
    public List<String> services() {
        return ServiceCatalogue.names(folder);
    }

    /**
     * What a service's definition says.
     *
     * @param service one of {@link #services}
     * @throws ConfigException where it does not say it
     */
    public Place of(String service) throws ConfigException {
        Report report = new Report();
        Path home = folder.resolve(service);
        Optional<Mapping> overrides = overrides(service, report);
        Optional<Place> place =
                YamlFile.read(home.resolve(ServiceCatalogue.FILE), report)
                        .flatMap(Cursor::mappingOfAnyKeys)
                        .flatMap(file -> place(file, overrides, home));
        if (report.hasProblems()) {
            throw new ConfigException(report.problems());
        }
        return place.orElseThrow();
    }

    private static Optional<Place> place(Mapping file, Optional<Mapping> overrides, Path home) {
        Optional<Mapping> defined = file.find("variables").flatMap(Cursor::mappingOfAnyKeys);
        return file.with(Variables.read(defined, overrides))
                .require("extension")
                .flatMap(Cursor::mappingOfAnyKeys)
                .flatMap(extension -> ExtensionReader.place(extension, home));
    }

    private Optional<Mapping> overrides(String service, Report report) {
        return accounts(report)
                .flatMap(file -> file.find("services"))
                .flatMap(Cursor::mappingOfAnyKeys)
                .flatMap(services -> services.find(service))
                .flatMap(Cursor::mappingOfAnyKeys)
                .flatMap(overridden -> overridden.find("variables"))
                .flatMap(Cursor::mappingOfAnyKeys);
    }

    private Optional<Mapping> accounts(Report report) {
        return Files.exists(accountsYaml)
                ? YamlFile.read(accountsYaml, report).flatMap(Cursor::mappingOfAnyKeys)
                : Optional.empty();
    }

    /** The browser that accounts.yaml names, else the one that is found; empty for none. */
    public Optional<Path> browser() {
        return accounts(new Report())
                .flatMap(file -> file.find("browser"))
                .flatMap(Cursor::mappingOfAnyKeys)
                .flatMap(browser -> browser.find("binary"))
                .flatMap(Cursor::text)
                .map(Path::of)
                .or(() -> BrowserReader.usual(BrowserPlaces.USUAL.binaries()));
    }
}
