package dev.lawn.supervisor.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of an extension, none of which leaves its folder: relative paths, each once, not too
 * many and not too large.
 *
 * <p>{@code _metadata} at the top is left out: the store adds it to what it publishes, and browsers
 * do not load an unpacked extension that has it.
 */
record Contents(List<Item> files) {

    static final int MOST_FILES = 10_000;
    static final long MOST_BYTES = 256L << 20;

    private static final String LEFT_OUT = "_metadata/";
    private static final int LONGEST_PATH = 1000;

    /** A line end would forge a line of the digest; a backslash is a separator elsewhere. */
    private static final Pattern BAD_CHARACTER = Pattern.compile("[\\p{Cntrl}\\\\]");

    Contents {
        files = List.copyOf(files);
    }

    /**
     * Checks them all.
     *
     * @throws ExtensionException at the first that must not be unpacked
     */
    static Contents of(List<Item> items) throws ExtensionException {
        if (items.size() > MOST_FILES) {
            throw new ExtensionException(
                    "holds %d files, and no extension needs more than %d; do not use it"
                            .formatted(items.size(), MOST_FILES));
        }
        Set<String> files = new HashSet<>();
        Set<String> folders = new HashSet<>();
        long bytes = 0;
        for (Item item : items) {
            checkPath(item.path());
            boolean another = files.add(item.path());
            addFolders(item.path(), folders);
            if (!another) {
                throw twice(item.path());
            }
            bytes += item.size();
        }
        checkSize(bytes);
        for (String file : files) {
            if (folders.contains(file)) {
                throw twice(file);
            }
        }
        return new Contents(
                items.stream().filter(item -> !item.path().startsWith(LEFT_OUT)).toList());
    }

    /** The file at exactly that path. */
    Optional<Item> find(String path) {
        return files.stream().filter(item -> item.path().equals(path)).findFirst();
    }

    private static void checkPath(String path) throws ExtensionException {
        boolean leaves = path.startsWith("/");
        boolean odd = path.length() > LONGEST_PATH || BAD_CHARACTER.matcher(path).find();
        for (String part : path.split("/", -1)) {
            leaves |= part.equals("..");
            odd |= part.isEmpty() || part.equals(".");
        }
        if (leaves) {
            throw new ExtensionException(
                    "holds %s, a path that leaves the extension's folder; do not use it"
                            .formatted(PrintedPath.of(path)));
        }
        if (odd) {
            throw new ExtensionException(
                    "holds %s, which is no path that an extension needs; do not use it"
                            .formatted(PrintedPath.of(path)));
        }
    }

    private static void addFolders(String path, Set<String> folders) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash));
        }
    }

    private static void checkSize(long bytes) throws ExtensionException {
        if (bytes > MOST_BYTES) {
            throw new ExtensionException(
                    "takes %d MiB unpacked, and no extension needs more than %d; do not use it"
                            .formatted(bytes >> 20, MOST_BYTES >> 20));
        }
    }

    private static ExtensionException twice(String path) {
        return new ExtensionException(
                "holds %s twice, and which one counts depends on who reads it; do not use it"
                        .formatted(PrintedPath.of(path)));
    }
}
