package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of an unpacked extension. */
final class SourceFolder {

    /** A folder deeper than that is a loop, or no extension's. */
    private static final int DEEPEST = 50;

    private SourceFolder() {}

    /**
     * Every file below, links not followed.
     *
     * @throws ExtensionException where there is something that is neither file nor folder
     */
    static List<Item> files(Path folder) throws ExtensionException, IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
            walk.limit(2L * Contents.MOST_FILES + 1).forEach(all::add);
        }
        List<Item> files = new ArrayList<>();
        for (Path each : all) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                files.add(item(folder, each));
            } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new ExtensionException(
                        "%s is a link or a device, and may lead out of the folder; put the file itself there"
                                .formatted(PrintedPath.of(folder.relativize(each).toString())));
            }
        }
        return files;
    }

    private static Item item(Path folder, Path file) throws IOException {
        return new Item(
                folder.relativize(file).toString(),
                Files.size(file),
                () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }
}
