package dev.lawn.bench;

import dev.lawn.bench.relay.RelayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./dev bench}. */
@Command(name = "dev", subcommands = Main.Bench.class)
public final class Main {

    private Main() {}

    @Command(
            name = "bench",
            description = "Measures a part of Lawn against what others have.",
            subcommands = RelayCommand.class,
            mixinStandardHelpOptions = true)
    static final class Bench {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
