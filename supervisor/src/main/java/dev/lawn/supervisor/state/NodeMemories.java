package dev.lawn.supervisor.state;

import dev.lawn.common.model.NodeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * What is remembered of a node; nothing where there is no file. A file that makes no sense is
     * put aside, the log says where and why, and the node begins anew.
     *
     * @throws IOException where the disk does not let it be read: what it says may be vital
     */
    public NodeMemory load(NodeName node) throws IOException {
        Path file = file(node);
        if (!Files.exists(file)) {
            return NodeMemory.NONE;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return MemoryJson.read(text);
        } catch (MalformedMemoryException e) {
            putAside(node, file, e);
            return NodeMemory.NONE;
        }
    }

    private static void putAside(NodeName node, Path file, MalformedMemoryException why) {
        try {
            Path backup = Unreadable.putAside(file);
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
     * @return whether it is written
     */
    public boolean save(NodeName node, NodeMemory memory, boolean durably) {
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
            return true;
        } catch (IOException e) {
            if (failing.add(node)) {
                LOG.warn("{}: {} cannot be written: {}", node, file, e.toString());
            }
            return false;
        }
    }

    private Path file(NodeName node) {
        return state.node(node).resolve("memory.json");
    }
}
