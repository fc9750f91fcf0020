package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;

/** Asked to stop a node cleanly and start it again, its session kept. Must not block. */
@FunctionalInterface
interface Recycler {

    /** Whether it is done; false where the node is not in a state that allows it. */
    boolean recycle(NodeName node, Reason reason);
}
