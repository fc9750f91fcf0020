package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.NodeRequest;
import picocli.CommandLine.Command;

@Command(
        name = "restart",
        description = "Stops nodes cleanly and starts them again.",
        mixinStandardHelpOptions = true)
final class RestartCommand extends NodesCommand {

    RestartCommand() {
        super(NodeRequest.RESTART);
    }
}
