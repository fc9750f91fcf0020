package dev.lawn.supervisor.node;

import dev.lawn.common.model.NodeName;

/** The host's start slots, as a node sees them. */
public interface SlotQueue {

    /** Queues; {@code granted} runs once, on any thread, when it is the node's turn. */
    void ask(NodeName node, Runnable granted);

    /** Gives the slot back, or leaves the queue. Does nothing where the node has neither. */
    void giveBack(NodeName node);
}
