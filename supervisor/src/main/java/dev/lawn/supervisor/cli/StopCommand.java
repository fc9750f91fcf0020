package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.NodeRequest;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = "Stops nodes cleanly; they stay down until started.",
        mixinStandardHelpOptions = true)
final class StopCommand extends NodesCommand {

    StopCommand() {
        super(NodeRequest.STOP);
    }
}
