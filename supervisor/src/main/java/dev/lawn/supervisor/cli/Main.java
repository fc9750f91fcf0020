package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.run.Version;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** {@code lawn}. */
@Command(
        name = "lawn",
        description = "Keeps many browser-extension nodes running on one host.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            ReloadCommand.class,
            OtpCommand.class,
            OpenCommand.class,
            SignInCommand.class,
            ValidateCommand.class,
            DoctorCommand.class,
            ExtensionCommand.class,
            ProbeCommand.class,
            ProxyCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 internal error, 2 wrong usage, 3 some node is not connected (status)",
            "or waits for no code (otp), has no browser (open), waits for no sign-in (sign-in), or a site is not as its definition says (probe),",
            "or a proxy is not ok (proxy check),",
            "69 no supervisor is running, 78 the configuration, or the host, must be changed first."
        })
public final class Main {

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::report)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int report(Exception e, CommandLine command, ParseResult parsed)
            throws Exception {
        return switch (e) {
            case UserException failure ->
                    say(command, String.valueOf(failure.getMessage()), failure.exitCode());
            // Its class says what its message, often only a path, leaves out.
            case IOException failure ->
                    say(
                            command,
                            "lawn: " + failure,
                            command.getCommandSpec().exitCodeOnExecutionException());
            default -> throw e;
        };
    }

    private static int say(CommandLine command, String words, int exitCode) {
        PrintWriter err = command.getErr();
        err.println(words);
        err.flush();
        return exitCode;
    }

    /** For {@code --version}. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lawn " + Version.current()};
        }
    }
}
