package dev.lawn.faults;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./dev faults} and {@code ./dev soak}. */
@Command(
        name = "dev",
        subcommands = {FaultsCommand.class, SoakCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
