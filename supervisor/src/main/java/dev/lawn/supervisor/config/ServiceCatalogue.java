package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The services there are: one folder each, with a service.yaml in it. Each is read once. */
final class ServiceCatalogue {

    static final String FILE = "service.yaml";

    private final Path folder;
    private final Report report;
    private final List<String> names;
    private final Map<String, Mapping> overrides = new HashMap<>();
    private final Map<String, Optional<ServiceDefinition>> definitions = new HashMap<>();
    private final Map<String, ExtensionPin> pins = new HashMap<>();

    ServiceCatalogue(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
        this.names = names(folder);
    }

    /** The folders that have a service.yaml; sorted. */
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(FILE)))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException _) {
            // Then no service is known, and whoever asks for one is told so.
            return List.of();
        }
    }

    /**
     * Takes the section {@code services} of accounts.yaml. A service named there is read, so that
     * its overrides are checked even while no node uses it.
     */
    void override(Mapping services) {
        services.allowOnly(names);
        services.entries().forEach(this::override);
    }

    private void override(String name, Cursor at) {
        Optional<Mapping> variables =
                at.mapping("variables")
                        .flatMap(service -> service.find("variables"))
                        .flatMap(Cursor::mappingOfAnyKeys);
        variables.ifPresent(mapping -> overrides.put(name, mapping));
        definition(name);
    }

    /** The name of a service there is, which stands at {@code at}. */
    Optional<String> name(Cursor at) {
        return at.text().flatMap(name -> known(at, name));
    }

    private Optional<String> known(Cursor at, String name) {
        if (names.contains(name)) {
            return Optional.of(name);
        }
        return at.refuse(
                "unknown service \"%s\"%s"
                        .formatted(
                                name,
                                names.isEmpty()
                                        ? "; there is no folder with a %s in %s"
                                                .formatted(FILE, folder)
                                        : Suggestion.of(name, names)));
    }

    /** The definition of a {@linkplain #name known} service; empty when it has problems. */
    Optional<ServiceDefinition> definition(String name) {
        Optional<ServiceDefinition> known = definitions.get(name);
        if (known == null) {
            known = read(name);
            definitions.put(name, known);
        }
        return known;
    }

    /** What the service's extension was locked as; null where it was not. */
    @Nullable ExtensionPin pin(ServiceDefinition service) {
        return pins.get(service.name());
    }

    private Optional<ServiceDefinition> read(String name) {
        Path home = folder.resolve(name);
        Optional<Cursor> root = YamlFile.read(home.resolve(FILE), report);
        Optional<ServiceReader.Defined> defined =
                root.flatMap(
                        at ->
                                new ServiceReader(
                                                name,
                                                home,
                                                Optional.ofNullable(overrides.get(name)))
                                        .read(at));
        if (defined.isPresent()) {
            ExtensionLock.check(root.get(), defined.get().place())
                    .ifPresent(pin -> pins.put(name, pin));
        }
        return defined.map(ServiceReader.Defined::service);
    }
}
