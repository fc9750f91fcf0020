package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;

/** Keeps the evidence of each death, so that one months ago can still be understood. */
public interface DeathReports {

    /** Never fails: evidence is not worth a node. */
    void keep(NodeName node, String incarnation, Reason cause, ExitReport report);
}
