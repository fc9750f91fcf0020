package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.control.SignInAnswer;
import dev.lawn.supervisor.run.UserException;
import picocli.CommandLine.Command;

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
final class SignInCommand extends NodeCommand {

    @Override
    public Integer call() throws UserException, InterruptedException {
        SignInAnswer answer = ask(client -> client.signIn(node()));
        return switch (answer) {
            case SignInAnswer.Accepted(String words) -> {
                print(PlainText.of(words));
                yield 0;
            }
            case SignInAnswer.Refused(String words) ->
                    throw new UserException(UserException.DEGRADED, PlainText.of(words));
            case SignInAnswer.NotAsked(NodeAnswer why) ->
                    throw notAsked(why, "nothing has changed");
        };
    }
}
