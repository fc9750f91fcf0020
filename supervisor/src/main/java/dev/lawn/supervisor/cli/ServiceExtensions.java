package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.config.ConfigException;
import dev.lawn.supervisor.config.ExtensionPlaces;
import dev.lawn.supervisor.extension.Artefact;
import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Finds the service that an extension is for. */
record ServiceExtensions(ExtensionPlaces places) {

    static ServiceExtensions of(AccountsOption accounts) {
        return new ServiceExtensions(new ExtensionPlaces(Host.extensions(), accounts.file()));
    }

    static Artefact artefact(Path source) throws ExtensionException, UserException, IOException {
        if (!Files.exists(source)) {
            throw new UserException(
                    ExitCode.USAGE,
                    "%s: no such file or folder; give a .crx file or an unpacked extension"
                            .formatted(source));
        }
        return Artefact.of(source);
    }

    List<String> services() {
        return places.services();
    }

    /**
     * @throws UserException where there is no such service, or its definition does not say it
     */
    Place place(String service) throws UserException {
        if (!services().contains(service)) {
            throw new UserException(
                    ExitCode.USAGE,
                    "no such service: %s; there is: %s"
                            .formatted(service, String.join(", ", services())));
        }
        try {
            return places.of(service);
        } catch (ConfigException e) {
            throw new UserException(UserException.CONFIGURATION, Configuration.lines(e.problems()));
        }
    }

    /** The places of all services whose definitions can be read. */
    List<Place> known() {
        List<Place> known = new ArrayList<>();
        for (String service : services()) {
            try {
                known.add(places.of(service));
            } catch (ConfigException _) {
                // Who names it is told why.
            }
        }
        return known;
    }

    /** The places of those that want exactly this extension. */
    List<Place> wanting(Artefact artefact) throws IOException {
        List<Place> wanting = new ArrayList<>();
        for (Place place : known()) {
            if (artefact.idAt(place).equals(place.id())) {
                wanting.add(place);
            }
        }
        return wanting;
    }

    /**
     * The place of the service that is named, else of the only one that wants this extension.
     *
     * @param service null for none named
     */
    Place choose(@Nullable String service, Artefact artefact) throws UserException, IOException {
        if (service != null) {
            return place(service);
        }
        List<Place> wanting = wanting(artefact);
        if (wanting.size() == 1) {
            return wanting.getFirst();
        }
        throw new UserException(
                ExitCode.USAGE, wanting.isEmpty() ? nobodyWants(artefact) : severalWant(wanting));
    }

    private String nobodyWants(Artefact artefact) throws IOException {
        List<Place> known = known();
        String id =
                artefact.hasKey() && !known.isEmpty()
                        ? "it is " + artefact.idAt(known.getFirst())
                        : "its manifest.json has no key, so its id depends on the folder it goes to";
        return "%s: no service here wants this extension (%s); there is: %s; name one with --service, and set its extension.id"
                .formatted(
                        artefact.source(),
                        id,
                        String.join(
                                ", ",
                                known.stream()
                                        .map(place -> place.service() + " (" + place.id() + ")")
                                        .toList()));
    }

    private static String severalWant(List<Place> wanting) {
        return "several services want this extension: %s; name one with --service"
                .formatted(String.join(", ", wanting.stream().map(Place::service).toList()));
    }
}
