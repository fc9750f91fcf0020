package dev.lawn.supervisor.node;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import org.jspecify.annotations.Nullable;

/** What the whole host, a node's proxy and its service allow the node to do. */
public interface Pacing {

    /** Queues; {@code granted} runs once, on any thread, when it is the node's turn. */
    void ask(NodeName node, Runnable granted);

    /** Gives the slot back, or leaves the queue. Does nothing where the node has neither. */
    void giveBack(NodeName node);

    /**
     * Why nobody should start, or restart, this node now: its proxy or its service is known to be
     * down, or it needs a sign-in and its account may not. Null where nothing speaks against it.
     */
    @Nullable Reason hold(NodeName node);
}
