package dev.lawn.supervisor.node;

import dev.lawn.common.time.Time;
import dev.lawn.supervisor.process.DeathReports;
import dev.lawn.supervisor.process.Launcher;
import dev.lawn.supervisor.state.NodeMemories;
import java.util.function.DoubleSupplier;

/**
 * What all nodes of a host share.
 *
 * @param launcher starts workers
 * @param pacing says when a node may start
 * @param signIns says when an account may sign in
 * @param waysOut says by which address, and with how much traffic, a node may go out
 * @param memories what outlives this supervisor
 * @param locks says which extension lies on the disk
 * @param deaths keeps the evidence of what ended badly
 * @param backoff how long a node waits after a failure
 * @param mostFailedStarts how many starts of a node may fail within an hour
 * @param patience at least 1: how many times its usual time a start may take on this host now
 */
public record NodeHost(
        Launcher launcher,
        Pacing pacing,
        SignIns signIns,
        WaysOut waysOut,
        NodeMemories memories,
        Locks locks,
        DeathReports deaths,
        Time time,
        BackoffPolicy backoff,
        int mostFailedStarts,
        DoubleSupplier patience) {}
