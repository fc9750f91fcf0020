package dev.lawn.supervisor.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -f}, the same in every command that reads accounts.yaml. */
final class AccountsOption {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "The accounts file (default: $$LAWN_ACCOUNTS, accounts.yaml beside lawn).")
    private @Nullable Path given;

    Path file() {
        return given == null ? Host.defaultAccounts() : given;
    }
}
