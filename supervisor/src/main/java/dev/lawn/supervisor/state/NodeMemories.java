package dev.lawn.supervisor.state;

import dev.lawn.common.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each node's memory in {@code nodes/NAME/memory.json}. Each write replaces the file as a
 * whole, so a kill at any moment leaves the last one or the one before. Thread-safe for different
 * nodes.
 */
public final class NodeMemories {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMemories.class);

    private final StateDirectory state;
    private final Set<NodeName> failing = ConcurrentHashMap.newKeySet();

    public NodeMemories(StateDirectory state) {
        this.state = state;
    }

    /**
     * What is remembered of a node; nothing where there is no file. A file that cannot be read is
     * put aside, the log says where and why, and the node begins anew.
     */
    public NodeMemory load(NodeName node) {
        Path file = file(node);
        if (!Files.exists(file)) {
            return NodeMemory.NONE;
        }
        try {
            return MemoryJson.read(Files.readString(file));
        } catch (IOException e) {
            putAside(node, file, e);
            return NodeMemory.NONE;
        }
    }

    private static void putAside(NodeName node, Path file, IOException why) {
        Path backup = file.resolveSibling("memory.json.unreadable");
        try {
            Files.move(file, backup, StandardCopyOption.REPLACE_EXISTING);
            LOG.error(
                    "{}: {} cannot be read ({}); it is now {}, and restarts, traffic and"
                            + " quarantine are counted anew",
                    node,
                    file,
                    why.getMessage(),
                    backup.getFileName());
        } catch (IOException e) {
            LOG.error("{}: {} cannot be read, nor put aside: {}", node, file, e.toString());
        }
    }

    /**
     * Writes it down. A disk that does not take it must not stop the node: the first failure in a
     * row is logged.
     *
     * @param durably whether it must survive the loss of power as well as a kill
     */
    public void save(NodeName node, NodeMemory memory, boolean durably) {
        Path file = file(node);
        try {
            StateDirectory.createPrivate(state.node(node));
            String text = MemoryJson.write(memory);
            if (durably) {
                PrivateFile.write(file, text);
            } else {
                PrivateFile.replace(file, text);
            }
            failing.remove(node);
        } catch (IOException e) {
            if (failing.add(node)) {
                LOG.warn("{}: {} cannot be written: {}", node, file, e.toString());
            }
        }
    }

    private Path file(NodeName node) {
        return state.node(node).resolve("memory.json");
    }
}
