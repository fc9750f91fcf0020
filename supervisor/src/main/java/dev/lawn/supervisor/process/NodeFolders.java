package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gets a node's folders ready for a start, and the host's folder clean at the end. Thread-safe. */
public final class NodeFolders implements AutoCloseable {

    private static final Path SHORT_PATHS = Path.of("/tmp");

    private final StateDirectory state;
    private final TemporaryFolders temporary;
    private final NodeDisk disk;
    private final FreeDisk free;

    /** Removes what a run that was killed left outside of the state directory. */
    public NodeFolders(StateDirectory state, Limits limits) throws IOException {
        this.state = state;
        this.temporary = new TemporaryFolders(state, SHORT_PATHS);
        this.disk = new NodeDisk(state, limits.diskPerNode());
        this.free = new FreeDisk(limits.freeDisk());
    }

    /**
     * Makes room, looks whether there is enough, and creates what a worker needs.
     *
     * @return what tells the worker and its browser where to put their things: the variables of the
     *     environment and their values
     * @throws LaunchException {@code disk_full}
     */
    Map<String, String> prepare(NodeName node) throws IOException, LaunchException {
        disk.keepWithinQuota(node);
        free.require(state.root());
        state.createNodeFolders(node);
        Path temporaryFolder = temporary.fresh(node);
        if (!Files.getFileStore(temporaryFolder).equals(Files.getFileStore(state.root()))) {
            free.require(temporaryFolder);
        }
        return Map.of(
                "TMPDIR",
                temporaryFolder.toString(),
                // Chrome's crash handler and dconf would share theirs between all nodes.
                "XDG_CONFIG_HOME",
                state.config(node).toString(),
                "XDG_CACHE_HOME",
                state.cache(node).toString());
    }

    @Override
    public void close() {
        temporary.close();
    }
}
