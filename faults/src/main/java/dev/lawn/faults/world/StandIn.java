package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the demo's extension for services that are elsewhere than on 127.0.0.1. */
final class StandIn {

    private static final String FROM = "http://127.0.0.1/";

    private StandIn() {}

    /**
     * Makes one in the workspace.
     *
     * @param hosts of the service, as a manifest's patterns name them
     */
    static Path forHosts(String hosts, Installation installation, Workspace workspace)
            throws IOException {
        Path from = installation.home().resolve("extensions/demo/extension");
        Path to = Files.createDirectories(workspace.root().resolve("extension"));
        for (Path file : list(from)) {
            Files.writeString(
                    to.resolve(file.getFileName().toString()),
                    Files.readString(file).replace(FROM, "http://" + hosts + "/"));
        }
        return to;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
