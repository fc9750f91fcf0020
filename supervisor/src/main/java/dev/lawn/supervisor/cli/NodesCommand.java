package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.NodeRequest;
import dev.lawn.supervisor.run.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code start}, {@code stop} and {@code restart} share: they ask the same of each node. */
abstract class NodesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Parameters(paramLabel = "NODE", arity = "1..*", description = "Names of nodes.")
    private List<String> nodes;

    private final NodeRequest request;

    NodesCommand(NodeRequest request) {
        this.request = request;
    }

    @Override
    public Integer call() throws UserException, InterruptedException {
        List<String> unknown =
                Client.ask(
                        stateDir.forClient(),
                        client -> {
                            List<String> refused = new ArrayList<>();
                            for (String node : nodes) {
                                if (!client.ask(node, request)) {
                                    refused.add(node);
                                }
                            }
                            return refused;
                        });
        if (!unknown.isEmpty()) {
            throw new UserException(
                    spec.exitCodeOnInvalidInput(),
                    "no such node: %s; lawn status lists them"
                            .formatted(String.join(", ", unknown)));
        }
        return 0;
    }
}
