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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "otp",
        description = {
            "Types a one-time code into the page of a node that waits for one.",
            "Without CODE it is asked for, or read from stdin: what stands on a command line,"
                    + " every user of the host can read."
        },
        mixinStandardHelpOptions = true)
final class OtpCommand extends NodeCommand {

    private static final String STDIN = "-";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code; - or nothing to read it from stdin.")
    private @Nullable String code;

    @Override
    public Integer call() throws UserException, InterruptedException, IOException {
        Secret given = Secret.of(code == null || code.equals(STDIN) ? asked() : code);
        OtpAnswer answer = ask(client -> client.otp(node(), given));
        return switch (answer) {
            case OtpAnswer.Accepted() -> {
                print(node() + " types it; lawn status tells what becomes of it");
                yield 0;
            }
            case OtpAnswer.Refused(String words) ->
                    throw new UserException(UserException.DEGRADED, PlainText.of(words));
            case OtpAnswer.NotAsked(NodeAnswer why) -> throw notAsked(why, "the code was not used");
        };
    }

    /** There is none where stdin is no terminal: so it is again with JDK 25. */
    @SuppressWarnings("SystemConsoleNull")
    private String asked() throws IOException, UserException {
        Console console = System.console();
        String line =
                console != null && console.isTerminal()
                        ? console.readLine("one-time code for %s: ", node())
                        : firstLine();
        if (line == null || line.isBlank()) {
            throw invalid("no code; write it after the node's name, or to stdin");
        }
        return line.strip();
    }

    private static @Nullable String firstLine() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .readLine();
    }
}
