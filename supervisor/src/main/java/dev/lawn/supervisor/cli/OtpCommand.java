package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.control.OtpAnswer;
import dev.lawn.supervisor.run.UserException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "otp",
        description = {
            "Types a one-time code into the page of a node that waits for one.",
            "Without CODE it is asked for, or read from stdin: what stands on a command line,"
                    + " every user of the host can read."
        },
        mixinStandardHelpOptions = true)
final class OtpCommand implements Callable<Integer> {

    private static final String STDIN = "-";

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;

    @Parameters(index = "0", paramLabel = "NODE", description = "Name of a node.")
    private String node;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code; - or nothing to read it from stdin.")
    private @Nullable String code;

    @Override
    public Integer call() throws UserException, InterruptedException, IOException {
        Secret given = Secret.of(code == null || code.equals(STDIN) ? asked() : code);
        OtpAnswer answer = Client.ask(stateDir.forClient(), client -> client.otp(node, given));
        return switch (answer) {
            case OtpAnswer.Accepted() -> {
                spec.commandLine()
                        .getOut()
                        .println(node + " types it; lawn status tells what becomes of it");
                yield 0;
            }
            case OtpAnswer.Refused(String words) ->
                    throw new UserException(UserException.DEGRADED, PlainText.of(words));
            case OtpAnswer.NotAsked(NodeAnswer why) -> throw notAsked(why);
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
                            "the supervisor is stopping; the code was not used");
        };
    }

    /** There is none where stdin is no terminal: so it is again with JDK 25. */
    @SuppressWarnings("SystemConsoleNull")
    private String asked() throws IOException, UserException {
        Console console = System.console();
        String line =
                console != null && console.isTerminal()
                        ? console.readLine("one-time code for %s: ", node)
                        : firstLine();
        if (line == null || line.isBlank()) {
            throw new UserException(
                    spec.exitCodeOnInvalidInput(),
                    "no code; write it after the node's name, or to stdin");
        }
        return line.strip();
    }

    private static @Nullable String firstLine() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .readLine();
    }
}
