package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.control.NodeRequest;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code start}, {@code stop} and {@code restart} share: they ask the same of each node. */
abstract class NodesCommand implements Callable<Integer> {

    static final String NO_SUCH_NODE = "no such node: %s; lawn status lists them";
    private static final String GOING_DOWN =
            "the supervisor is stopping, so it does nothing more with: %s; start it again with:"
                    + " lawn up";

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
        Map<String, NodeAnswer> answers = Client.ask(stateDir.forClient(), this::askEach);
        refuse(answers, NodeAnswer.GOING_DOWN, UserException.UNAVAILABLE, GOING_DOWN);
        refuse(answers, NodeAnswer.NO_SUCH_NODE, spec.exitCodeOnInvalidInput(), NO_SUCH_NODE);
        return 0;
    }

    private Map<String, NodeAnswer> askEach(ControlClient client)
            throws IOException, InterruptedException {
        Map<String, NodeAnswer> answers = new LinkedHashMap<>();
        for (String node : nodes) {
            answers.put(node, client.ask(node, request));
        }
        return answers;
    }

    private static void refuse(
            Map<String, NodeAnswer> answers, NodeAnswer answer, int exitCode, String words)
            throws UserException {
        List<String> refused =
                answers.keySet().stream().filter(node -> answers.get(node) == answer).toList();
        if (!refused.isEmpty()) {
            throw new UserException(exitCode, words.formatted(String.join(", ", refused)));
        }
    }
}
