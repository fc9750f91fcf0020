package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.run.UserException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands share that name one node: how to ask about it, and what is wrong with it. */
abstract class NodeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Parameters(index = "0", paramLabel = "NODE", description = "Name of a node.")
    private String node;

    /** As the user wrote it. */
    final String node() {
        return node;
    }

    final <T> T ask(Client.Question<T> question) throws UserException, InterruptedException {
        return Client.ask(stateDir.forClient(), question);
    }

    final void print(String words) {
        spec.commandLine().getOut().println(words);
    }

    /** The user's own mistake. */
    final UserException invalid(String words) {
        return new UserException(spec.exitCodeOnInvalidInput(), words);
    }

    final UserException noSuchNode() {
        return invalid(NodesCommand.NO_SUCH_NODE.formatted(node));
    }

    /**
     * Why the node was not asked.
     *
     * @param unchanged what became of the wish
     */
    final UserException notAsked(NodeAnswer why, String unchanged) {
        return switch (why) {
            case NO_SUCH_NODE -> noSuchNode();
            case GOING_DOWN, ACCEPTED ->
                    new UserException(
                            UserException.UNAVAILABLE, "the supervisor is stopping; " + unchanged);
        };
    }
}
