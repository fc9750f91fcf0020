package dev.lawn.faults;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./dev faults}, {@code ./dev leaks}, {@code ./dev soak} and {@code ./dev thrift}. */
@Command(
        name = "dev",
        subcommands = {
            FaultsCommand.class,
            LeaksCommand.class,
            SoakCommand.class,
            ThriftCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
