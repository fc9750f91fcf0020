package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;

/** Told that a node shall stop cleanly and start again, its session kept. Must not block. */
@FunctionalInterface
interface Recycler {

    void recycle(NodeName node, Reason reason);
}
