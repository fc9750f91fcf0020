package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.node.Locks;
import dev.lawn.supervisor.process.DeathReports;
import dev.lawn.supervisor.process.Launcher;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.SignInLedgers;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a fleet works on: processes, files and time.
 *
 * @param launcher starts workers
 * @param memories what of each node outlives this supervisor
 * @param ledgers what of each account outlives it
 * @param locks says which extension lies on the disk
 * @param deaths keeps the evidence of what ended badly
 * @param folder where a node keeps its files
 */
public record FleetEdge(
        Launcher launcher,
        NodeMemories memories,
        SignInLedgers ledgers,
        Locks locks,
        DeathReports deaths,
        Function<NodeName, Path> folder,
        Time time) {}
