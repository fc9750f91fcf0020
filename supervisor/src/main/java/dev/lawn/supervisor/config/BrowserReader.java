package dev.lawn.supervisor.config;

import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The section {@code browser} of accounts.yaml: which Chromium, found where it usually lies. */
final class BrowserReader {

    private final BrowserPlaces places;
    private final Mapping file;

    /**
     * @param places where to look
     * @param file the whole of accounts.yaml
     */
    BrowserReader(BrowserPlaces places, Mapping file) {
        this.places = places;
        this.file = file;
    }

    Optional<BrowserPlan> read() {
        Optional<Mapping> section =
                file.find("browser").flatMap(at -> at.mapping("binary", "driver", "headless"));
        Optional<Path> binary = program(section, "binary", "Chromium", places.binaries());
        Optional<Path> driver = program(section, "driver", "chromedriver", places.drivers());
        Optional<Boolean> headless =
                section.flatMap(browser -> browser.find("headless")).flatMap(Scalars::flag);
        if (!All.present(binary, driver)) {
            return Optional.empty();
        }
        return Optional.of(
                new BrowserPlan(
                        binary.get().toString(), driver.get().toString(), headless.orElse(true)));
    }

    private Optional<Path> program(
            Optional<Mapping> section, String key, String what, List<Path> usual) {
        Optional<Cursor> named = section.flatMap(browser -> browser.find(key));
        return named.isPresent()
                ? named.flatMap(BrowserReader::named)
                : usual(usual).or(() -> notFound(key, what, usual));
    }

    private static Optional<Path> named(Cursor at) {
        return at.text().flatMap(text -> named(at, text));
    }

    private static Optional<Path> named(Cursor at, String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && isProgram(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException _) {
            // Reported below, like any other text that names no program.
        }
        return at.refuse(
                "\"%s\" is no program; write its absolute path, or remove the line to have it found"
                        .formatted(text));
    }

    static Optional<Path> usual(List<Path> places) {
        return places.stream().filter(BrowserReader::isProgram).findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private Optional<Path> notFound(String key, String what, List<Path> usual) {
        String looked = usual.stream().map(Path::toString).collect(Collectors.joining(", "));
        file.at()
                .source()
                .problem(
                        0,
                        "browser." + key,
                        ("no %s found in %s; install it (on Debian: apt-get install chromium chromium-driver),"
                                        + " or set browser.%s")
                                .formatted(what, looked, key));
        return Optional.empty();
    }
}
