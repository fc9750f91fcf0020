package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.control.SignInAnswer;
import dev.lawn.supervisor.run.UserException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sign-in",
        description = {
            "Has a node sign in anew that waits for a person, or whose account the service told to"
                    + " come back later.",
            "The service sends a new code then, and counts one sign-in more. So does Lawn: the"
                    + " node waits until its account may sign in. Exit code 3 where the node"
                    + " waits for neither."
        },
        mixinStandardHelpOptions = true)
final class SignInCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Parameters(paramLabel = "NODE", description = "Name of a node.")
    private String node;

    @Override
    public Integer call() throws UserException, InterruptedException {
        SignInAnswer answer = Client.ask(stateDir.forClient(), client -> client.signIn(node));
        return switch (answer) {
            case SignInAnswer.Accepted(String words) -> {
                spec.commandLine().getOut().println(PlainText.of(words));
                yield 0;
            }
            case SignInAnswer.Refused(String words) ->
                    throw new UserException(UserException.DEGRADED, PlainText.of(words));
            case SignInAnswer.NotAsked(NodeAnswer why) -> throw notAsked(why);
        };
    }

    private UserException notAsked(NodeAnswer why) {
        return switch (why) {
            case NO_SUCH_NODE ->
                    new UserException(
                            spec.exitCodeOnInvalidInput(),
                            "no such node: %s; lawn status lists them".formatted(node));
            case GOING_DOWN, ACCEPTED ->
                    new UserException(
                            UserException.UNAVAILABLE,
                            "the supervisor is stopping; nothing has changed");
        };
    }
}
