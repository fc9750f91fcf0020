package dev.lawn.supervisor.state;

import dev.lawn.common.model.NodeName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder Lawn keeps its things in, held under an exclusive lock: one supervisor at a time.
 *
 * <pre>
 * lock                      held while a supervisor runs; its content is that supervisor's pid
 * id                        made up once; the id of every run on this directory begins with it
 * place                     where the id was made up; in a copy of this folder another is made up
 * control.token             0600; who can read it may command Lawn
 * control.address           where the control endpoint listens
 * accounts/NAME.json        the account's sign-ins: what it may still do
 * nodes/NAME/profile        the node's Chrome profile: the session lives there
 * nodes/NAME/memory.json    counters, budgets and quarantine: what outlives a supervisor
 * nodes/NAME/logs           what its worker said on stderr, and pictures of pages
 * nodes/NAME/deaths         how its last incarnations ended
 * nodes/NAME/tmp            temporary files; emptied before each start
 * nodes/NAME/config, cache  what Chrome keeps outside of its profile; not the session
 * logs/supervisor.log
 * </pre>
 *
 * Folders are 0700, files 0600.
 */
public final class StateDirectory implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path root;
    private final FileChannel channel;
    private final String id;
    private final String runId;

    private StateDirectory(Path root, FileChannel channel, String id) {
        this.root = root;
        this.channel = channel;
        this.id = id;
        this.runId = id + "-" + randomId();
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @throws InUseException where another supervisor holds it
     */
    public static StateDirectory open(Path root) throws IOException, InUseException {
        createPrivate(root);
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_FILE));
        FileLock lock = channel.tryLock();
        if (lock == null) {
            String pid = Files.readString(root.resolve("lock")).strip();
            channel.close();
            throw new InUseException(root, pid);
        }
        channel.truncate(0);
        channel.write(bytes(ProcessHandle.current().pid() + "\n"));
        return new StateDirectory(root, channel, id(root));
    }

    /**
     * A copy of this folder must not take the original's processes for its own, nor end them: an id
     * holds only where it was made up.
     */
    private static String id(Path root) throws IOException {
        Path id = root.resolve("id");
        Path place = root.resolve("place");
        String here = place(root);
        String known = content(id);
        if (ID.matcher(known).matches() && content(place).equals(here)) {
            return known;
        }
        String fresh = randomId();
        // In this order: whoever is killed in between makes up another one.
        PrivateFile.write(id, fresh + "\n");
        PrivateFile.write(place, here + "\n");
        return fresh;
    }

    /** Device and inode of the folder: they stay where it is renamed, and differ in a copy. */
    private static String place(Path root) throws IOException {
        return "%s:%s"
                .formatted(
                        Files.getAttribute(root, "unix:dev"), Files.getAttribute(root, "unix:ino"));
    }

    /** Empty where there is no such file; what is no text becomes some. */
    private static String content(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip()
                : "";
    }

    private static String randomId() {
        byte[] id = new byte[4];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * What the marker of every process begins with that any run on this directory started: a
     * supervisor that was killed may have left some behind.
     */
    public String markerPrefix() {
        return id + "-";
    }

    /** The id of this run of the supervisor; every incarnation's id begins with it. */
    public String runId() {
        return runId;
    }

    public Path root() {
        return root;
    }

    public Path profile(NodeName node) {
        return node(node).resolve("profile");
    }

    public Path workerLog(NodeName node) {
        return logs(node).resolve("worker.log");
    }

    /** Where the worker keeps pictures of pages a person should see. */
    public Path pages(NodeName node) {
        return logs(node).resolve("pages");
    }

    /** For temporary files, where its path is short enough. */
    public Path temporary(NodeName node) {
        return node(node).resolve("tmp");
    }

    /** {@code XDG_CONFIG_HOME} of its processes. */
    public Path config(NodeName node) {
        return node(node).resolve("config");
    }

    /** {@code XDG_CACHE_HOME} of its processes. */
    public Path cache(NodeName node) {
        return node(node).resolve("cache");
    }

    /** Where the reports of its deaths are kept. */
    public Path deaths(NodeName node) {
        return node(node).resolve("deaths");
    }

    private Path logs(NodeName node) {
        return node(node).resolve("logs");
    }

    /** The folder of one node. */
    public Path node(NodeName node) {
        return root.resolve("nodes").resolve(node.value());
    }

    /** Creates what a worker of this node needs. */
    public void createNodeFolders(NodeName node) throws IOException {
        createPrivate(profile(node));
        createPrivate(logs(node));
        createPrivate(config(node));
        createPrivate(cache(node));
    }

    /** Creates what is missing of a folder's path, for its owner only; changes nothing there is. */
    public static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the next supervisor in. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
