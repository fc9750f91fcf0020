package dev.lawn.supervisor.cli;

import picocli.CommandLine.Command;

@Command(
        name = "proxy",
        description = "Looks after the proxies that nodes go out by.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ProxyCheckCommand.class)
final class ProxyCommand {}
