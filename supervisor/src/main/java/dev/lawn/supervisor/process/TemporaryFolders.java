package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private folder for each node's temporary files, since browsers litter: {@code nodes/NAME/tmp},
 * or where that path is too long a short one in a folder of ours in {@code /tmp}. Others may write
 * to {@code /tmp}: what is there is ours only where its owner and mode say so, and no link is ever
 * followed. Thread-safe.
 */
final class TemporaryFolders implements AutoCloseable {

    /**
     * Chrome puts a socket into it, and a socket's path is at most 107 bytes long (unix(7)); Chrome
     * adds 47 of its own.
     */
    static final int LONGEST_PATH_BYTES = 60;

    /** Leaves room for the host's folder and a number. */
    private static final int LONGEST_NAME = 28;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolders.class);

    private final StateDirectory state;
    private final Path host;
    private final String prefix;
    private final UserPrincipal self;
    private final Map<NodeName, String> shortNames = new HashMap<>();
    private @Nullable Path shortRoot;

    /**
     * Removes first what a run that was killed left in {@code host}.
     *
     * @param host where short paths can be had: {@code /tmp}
     */
    TemporaryFolders(StateDirectory state, Path host) throws IOException {
        this.state = state;
        this.host = host;
        this.prefix = "lawn-" + state.markerPrefix();
        this.self = Files.getOwner(Path.of("/proc/self"));
        sweepHost();
    }

    /** An empty folder for a new incarnation of the node. */
    synchronized Path fresh(NodeName node) throws IOException {
        Path own = state.temporary(node);
        Path folder = isShort(own) ? own : shortRoot().resolve(shortName(node));
        clear(folder);
        if (!folder.equals(own)) {
            // What a JVM says when it crashes goes there all the same.
            clear(own);
        }
        return folder;
    }

    private static void clear(Path folder) throws IOException {
        FolderTree.empty(folder);
        StateDirectory.createPrivate(folder);
    }

    private static boolean isShort(Path folder) {
        return folder.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH_BYTES;
    }

    private String shortName(NodeName node) {
        String name = node.value();
        return shortNames.computeIfAbsent(
                node,
                _ ->
                        name.length() <= LONGEST_NAME
                                ? name
                                : name.substring(0, LONGEST_NAME) + "." + shortNames.size());
    }

    /** A cleaner of the host may have taken it, and somebody else its name. */
    private Path shortRoot() throws IOException {
        Path root = shortRoot;
        if (root == null || !isOurs(root)) {
            root = host.resolve(prefix + HexFormat.of().formatHex(random()));
            Files.createDirectory(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            shortRoot = root;
        }
        return root;
    }

    private static byte[] random() {
        byte[] bytes = new byte[3];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private boolean isOurs(Path folder) throws IOException {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(
                            folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory()
                    && found.owner().equals(self)
                    && found.permissions().equals(OWNER_ONLY);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private void sweepHost() {
        for (Path folder : ours()) {
            try {
                if (isOurs(folder)) {
                    FolderTree.delete(folder);
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be removed: {}", folder, e.toString());
            }
        }
    }

    private List<Path> ours() {
        try (Stream<Path> entries = Files.list(host)) {
            return entries.filter(e -> e.getFileName().toString().startsWith(prefix)).toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be looked through for what is left: {}", host, e.toString());
            return List.of();
        }
    }

    /** Removes what is in {@code /tmp}; what is in a node's folder is emptied at its next start. */
    @Override
    public synchronized void close() {
        sweepHost();
    }
}
