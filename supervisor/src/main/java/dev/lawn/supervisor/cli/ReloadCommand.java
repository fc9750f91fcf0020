package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.run.UserException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "reload",
        description =
                "Has the running supervisor load accounts.yaml and the service definitions anew: all"
                        + " of it, or nothing where there is a problem (exit code 78). Nodes that"
                        + " did not change are not disturbed.",
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {

    private static final String NOT_RUNNING =
            "the supervisor is starting or stopping, so nothing is reloaded; nothing has changed";

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Option(names = "--json", description = "Print what became of each node as JSON.")
    private boolean json;

    @Override
    public Integer call() throws UserException, InterruptedException {
        return switch (Client.ask(stateDir.forClient(), ControlClient::reload)) {
            case Reloaded.Done(ReloadDocument document) -> {
                print(document);
                yield 0;
            }
            case Reloaded.Refused(String problems) ->
                    throw new UserException(
                            UserException.CONFIGURATION,
                            problems + "\nnothing has changed; mend it, and reload once more");
            case Reloaded.NotRunning _ ->
                    throw new UserException(UserException.UNAVAILABLE, NOT_RUNNING);
        };
    }

    private void print(ReloadDocument document) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ControlJson.write(document));
            return;
        }
        document.warnings().forEach(warning -> out.println("warning: " + warning));
        document.nodes().forEach(node -> out.println(node.node() + " " + node.words()));
        document.rollouts().forEach(rollout -> out.println(rollout.words()));
        document.atNextStart().forEach(key -> out.println(ReloadDocument.later(key)));
    }
}
