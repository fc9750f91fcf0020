package dev.lawn.supervisor.prometheus;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs these tests cannot do without. */
final class Tool {

    private Tool() {}

    /**
     * The program's path.
     *
     * @throws AssertionError where it is not installed: a test that skips would prove nothing
     */
    static Path find(String name) {
        return onPath(name)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "%s is not on the PATH; \"./dev setup\" installs it (Debian package prometheus)"
                                                .formatted(name)));
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
