package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Lawn;
import dev.lawn.faults.lawn.Setup;
import dev.lawn.faults.proc.Census;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Lawn, what it runs in, and the oracle that tells what is so, whatever Lawn says. */
public abstract class World implements AutoCloseable {

    static final Duration NEVER = Duration.ofDays(365);

    private final Installation installation;
    private final Workspace workspace;
    private final Census census;
    private @Nullable Lawn lawn;
    private @Nullable SmallDisk disk;

    World(Installation installation, Workspace workspace) {
        this.installation = installation;
        this.workspace = workspace;
        this.census = new Census(workspace.stateDir());
        OpenWorlds.add(this);
    }

    abstract Setup setup() throws IOException;

    /** The names of the nodes. */
    public abstract List<String> nodes();

    /** Whether this node earns at this moment; asks the outside world only. */
    public abstract boolean earning(String node);

    /** How long ago the outside world last heard this node; very long where it never did. */
    public Duration sinceHeard(String node) {
        return earning(node) ? Duration.ZERO : NEVER;
    }

    /**
     * Starts Lawn, the first time or once more.
     *
     * @throws IOException after Ctrl-C, too: what is started then nobody would end
     */
    public synchronized Lawn up() throws IOException {
        if (OpenWorlds.isClosing()) {
            throw new IOException("everything is being ended");
        }
        Lawn started = Lawn.up(installation, setup());
        lawn = started;
        return started;
    }

    /** Puts a small file system of its own under the state directory; takes root. */
    public SmallDisk onSmallDisk() throws IOException, InterruptedException {
        SmallDisk mounted = SmallDisk.under(workspace);
        disk = mounted;
        return mounted;
    }

    /** The Lawn that was started last. */
    public synchronized Lawn lawn() {
        return Objects.requireNonNull(lawn, "up() comes first");
    }

    public Census census() {
        return census;
    }

    public Workspace workspace() {
        return workspace;
    }

    Installation installation() {
        return installation;
    }

    /** Ends everything that ever belonged to it, and removes its files. */
    @Override
    public synchronized void close() throws IOException {
        OpenWorlds.remove(this);
        try {
            if (lawn != null) {
                lawn.close();
            }
            census.killAll();
        } finally {
            // Last: those that are gone use it no more.
            if (disk != null) {
                disk.close();
                disk = null;
            }
        }
        if (System.getProperty("lawn.faults.keep") == null) {
            workspace.close();
        }
    }
}
