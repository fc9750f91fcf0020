package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.extension.Artefact;
import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.ExtensionId;
import dev.lawn.supervisor.extension.Installer;
import dev.lawn.supervisor.extension.Installer.Added;
import dev.lawn.supervisor.extension.Lock;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.extension.Store;
import dev.lawn.supervisor.preflight.HostProbe;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        description =
                "Checks an extension, unpacks it read-only where its service expects it, and locks"
                        + " it: from then on a change of its files is an error.",
        mixinStandardHelpOptions = true)
final class ExtensionAddCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.crx|FOLDER",
            description = "A packed extension, or the folder of an unpacked one.")
    private @Nullable Path source;

    @Option(
            names = "--from-store",
            paramLabel = "ID",
            description = "Download the extension of this id from the Chrome Web Store.")
    private @Nullable String storeId;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Whose extension it is (default: the one whose extension.id fits).")
    private @Nullable String service;

    @Option(
            names = "--accept-permissions",
            description = "Let it ask for more than the version before.")
    private boolean acceptPermissions;

    @Option(
            names = "--browser-version",
            paramLabel = "VERSION",
            description =
                    "With --from-store: which browser it is for (default: the one that is"
                            + " installed).")
    private @Nullable String browserVersion;

    @Option(names = "--store-url", paramLabel = "URL", hidden = true)
    private URI store = Store.CHROME_WEB_STORE;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        checkOptions();
        ServiceExtensions extensions = ServiceExtensions.of(accounts);
        try {
            return storeId == null
                    ? add(extensions, ServiceExtensions.artefact(Objects.requireNonNull(source)))
                    : fromStore(extensions, storeId);
        } catch (ExtensionException e) {
            throw new UserException(UserException.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private void checkOptions() {
        if ((source == null) == (storeId == null)) {
            throw new ParameterException(
                    spec.commandLine(), "give either FILE.crx, FOLDER or --from-store ID");
        }
        if (storeId != null && !ExtensionId.isOne(storeId)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from-store: \"%s\" is no extension id; it has 32 letters from a to p"
                            .formatted(storeId));
        }
        if (browserVersion != null && !browserVersion.matches("\\d+(\\.\\d+){0,3}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--browser-version: write digits and dots, as 156.0.8078.79");
        }
    }

    private int fromStore(ServiceExtensions extensions, String id)
            throws ExtensionException, UserException, IOException, InterruptedException {
        Path file = Files.createTempFile("lawn-extension-", ".crx");
        try {
            String version = browserVersion(extensions);
            new Store(store, PATIENCE).download(id, version, file);
            return add(extensions, downloaded(file, id));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Artefact downloaded(Path file, String id) throws ExtensionException, IOException {
        Artefact artefact = Artefact.of(file, store + "?x=id%3D" + id);
        String got = artefact.id();
        if (!id.equals(got)) {
            throw new ExtensionException(
                    "%s: the store gave another extension than %s: %s; do not use it"
                            .formatted(store, id, got));
        }
        return artefact;
    }

    private String browserVersion(ServiceExtensions extensions) throws UserException {
        if (browserVersion != null) {
            return browserVersion;
        }
        return extensions
                .places()
                .browser()
                .flatMap(binary -> HostProbe.version(binary.toString()))
                .orElseThrow(
                        () ->
                                new UserException(
                                        ExitCode.USAGE,
                                        "no browser found here that tells its version, and the store asks for it; say --browser-version 156.0.0.0, or what you have"));
    }

    private int add(ServiceExtensions extensions, Artefact artefact)
            throws ExtensionException, UserException, IOException {
        Place place = extensions.choose(service, artefact);
        Added added =
                new Installer(place)
                        .add(
                                artefact,
                                acceptPermissions,
                                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        tell(place, artefact, added);
        return 0;
    }

    private void tell(Place place, Artefact artefact, Added added) {
        PrintWriter out = spec.commandLine().getOut();
        Lock lock = added.lock();
        Lock before = added.before();
        out.printf("%s: %s %s%n", place.service(), lock.name(), lock.version());
        out.printf("  id           %s%n", lock.id());
        out.printf("  sha256       %s%n", lock.sha256());
        out.printf("  folder       %s%n", place.folder());
        out.printf("  permissions  %s%n", String.join(", ", lock.permissions().lines()));
        if (before != null) {
            String changes = lock.permissions().changedSince(before.permissions());
            out.printf(
                    "  before       %s%s%n",
                    before.version(),
                    changes.isEmpty() ? ", the same permissions" : ": " + changes);
            out.println(
                    "Nodes that run keep what they loaded; lawn reload gives them this, a few at a time.");
        }
        if (!artefact.hasKey()) {
            out.println(
                    "Its manifest.json has no key: the id depends on that folder, and changes when Lawn moves.");
        }
        out.flush();
    }
}
