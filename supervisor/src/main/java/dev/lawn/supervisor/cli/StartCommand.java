package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.NodeRequest;
import picocli.CommandLine.Command;

@Command(
        name = "start",
        description = "Starts nodes that are stopped or quarantined.",
        mixinStandardHelpOptions = true)
final class StartCommand extends NodesCommand {

    StartCommand() {
        super(NodeRequest.START);
    }
}
