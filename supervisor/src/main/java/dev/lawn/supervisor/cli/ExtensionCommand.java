package dev.lawn.supervisor.cli;

import picocli.CommandLine.Command;

@Command(
        name = "extension",
        description = "Adds the extensions of services, lists them, and verifies them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ExtensionAddCommand.class,
            ExtensionListCommand.class,
            ExtensionVerifyCommand.class,
        })
final class ExtensionCommand {}
