package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of an unpacked extension. */
final class SourceFolder {

    /** Files and folders together; nothing beyond it may go unseen. */
    private static final int MOST = 2 * Contents.MOST_FILES;

    private SourceFolder() {}

    /**
     * Every file below, links not followed.
     *
     * @throws ExtensionException where there is something that is neither file nor folder
     */
    static List<Item> files(Path folder) throws ExtensionException, IOException {
        List<Item> files = new ArrayList<>();
        for (Path each : everything(folder)) {
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

    private static List<Path> everything(Path folder) throws ExtensionException, IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.limit(MOST + 1L).toList();
            if (all.size() > MOST) {
                throw new ExtensionException(
                        "holds more than %d files and folders, and no extension needs so many; is it the right folder?"
                                .formatted(MOST));
            }
            return all;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Item item(Path folder, Path file) throws IOException {
        return new Item(
                folder.relativize(file).toString(),
                Files.size(file),
                () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }
}
