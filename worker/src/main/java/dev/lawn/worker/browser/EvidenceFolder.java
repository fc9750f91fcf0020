package dev.lawn.worker.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps pictures and outlines of pages, the latest few of them, for the owner alone.
 *
 * @param folder made where it is not there
 */
public record EvidenceFolder(Path folder) {

    private static final int MOST_PAGES = 5;
    private static final int MOST_PICTURE_BYTES = 3 * 1024 * 1024;

    private static final FileAttribute<?> PRIVATE = permissions("rw-------");
    private static final FileAttribute<?> PRIVATE_FOLDER = permissions("rwx------");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern OURS =
            Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z-[a-z_]+)\\.(png|txt)");

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /**
     * Keeps one more page.
     *
     * @param what why: a reason's wire name
     * @return its picture; its outline where there is none, or where it is too large
     */
    public Path keep(PageEvidence page, Instant now, String what) throws IOException {
        Files.createDirectories(folder, PRIVATE_FOLDER);
        String name = TIME.format(now) + "-" + what;
        Path outline = folder.resolve(name + ".txt");
        write(outline, page.outline().getBytes(StandardCharsets.UTF_8));
        Path shown = outline;
        if (page.picture().filter(each -> each.length <= MOST_PICTURE_BYTES).isPresent()) {
            shown = folder.resolve(name + ".png");
            write(shown, page.picture().get());
        }
        removeOld();
        return shown;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PRIVATE);
        Files.write(file, bytes);
    }

    /** Names begin with the time. */
    private void removeOld() throws IOException {
        List<Path> all = ours();
        List<String> old =
                all.stream()
                        .map(EvidenceFolder::page)
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .skip(MOST_PAGES)
                        .toList();
        for (Path each : all) {
            if (old.contains(page(each))) {
                Files.deleteIfExists(each);
            }
        }
    }

    private List<Path> ours() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> OURS.matcher(each.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static String page(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
