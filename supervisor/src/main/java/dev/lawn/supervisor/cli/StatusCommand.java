package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.UserException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows every node. Exit code 3 where one is neither connected nor stopped.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Option(names = "--json", description = "Print the whole status document as JSON.")
    private boolean json;

    @Override
    public Integer call() throws UserException, InterruptedException {
        StatusDocument status = Client.ask(stateDir.forClient(), ControlClient::status);
        // Written anew: what another program says on that port must not reach a terminal as it is.
        spec.commandLine()
                .getOut()
                .println(json ? ControlJson.write(status) : StatusTable.of(status, Instant.now()));
        return status.nodes().stream().allMatch(StatusCommand::isFine) ? 0 : UserException.DEGRADED;
    }

    /** What its operator wants it to be: earning, or down by request. */
    private static boolean isFine(StatusDocument.Node node) {
        return node.state().equals(StateName.CONNECTED.label())
                || node.state().equals(StateName.STOPPED.label());
    }
}
