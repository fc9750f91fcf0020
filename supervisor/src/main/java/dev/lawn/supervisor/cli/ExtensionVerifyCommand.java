package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.extension.Artefact;
import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.Installed;
import dev.lawn.supervisor.extension.Lock;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description =
                "Checks that extensions are what was added, or that a file could be added. Exit"
                        + " code 78 where one is refused.",
        mixinStandardHelpOptions = true)
final class ExtensionVerifyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;

    @Parameters(
            paramLabel = "SERVICE|FILE.crx|FOLDER",
            description = "What to check (default: every service that has an extension added).")
    private List<String> what = List.of();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description =
                    "The service a file is for (default: the one whose extension.id fits, if any).")
    private @Nullable String service;

    /** Says what is fine; what is not is an exception. */
    @FunctionalInterface
    private interface Check {
        String run() throws ExtensionException, UserException, IOException;
    }

    private final List<String> refusals = new ArrayList<>();

    @Override
    public Integer call() throws UserException, IOException {
        ServiceExtensions extensions = ServiceExtensions.of(accounts);
        if (what.isEmpty()) {
            for (String each : extensions.services()) {
                verify(() -> installed(readable(extensions, each), false));
            }
        }
        for (String each : what) {
            verify(
                    () ->
                            extensions.services().contains(each)
                                    ? installed(extensions.place(each), true)
                                    : file(extensions, Path.of(each)));
        }
        if (!refusals.isEmpty()) {
            throw new UserException(UserException.CONFIGURATION, String.join("\n", refusals));
        }
        return 0;
    }

    /** Of those that nobody named, one whose definition is wrong is refused like the others. */
    private static Place readable(ServiceExtensions extensions, String service)
            throws ExtensionException {
        try {
            return extensions.place(service);
        } catch (UserException e) {
            throw new ExtensionException(String.valueOf(e.getMessage()));
        }
    }

    /** One that is refused does not keep the others from being looked at. */
    private void verify(Check check) throws UserException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println(check.run());
        } catch (ExtensionException e) {
            refusals.add(String.valueOf(e.getMessage()));
        }
        out.flush();
    }

    /**
     * @param named whether the operator counts on its lock
     */
    private static String installed(Place place, boolean named)
            throws ExtensionException, IOException {
        Optional<Lock> lock = Installed.check(place);
        if (lock.isEmpty() && named) {
            throw new ExtensionException(
                    "%s: nothing to hold it against, since it was not added by: lawn extension add"
                            .formatted(place.service()));
        }
        return lock.map(found -> "%s: %s".formatted(place.service(), words(found)))
                .orElseGet(() -> place.service() + ": not locked");
    }

    private static String words(Lock lock) {
        return "fine, %s, id %s, sha256 %s".formatted(lock.version(), lock.id(), lock.sha256());
    }

    private String file(ServiceExtensions extensions, Path path)
            throws ExtensionException, UserException, IOException {
        Artefact artefact = ServiceExtensions.artefact(path);
        Optional<Place> place = place(extensions, artefact);
        Optional<Lock> lock = Optional.empty();
        if (place.isPresent()) {
            lock = Installed.compare(artefact, place.get());
        }
        String id = artefact.id();
        return "%s: fine, %s, id %s%s%s%s"
                .formatted(
                        path,
                        artefact.manifest().version(),
                        id == null ? "by its folder" : id,
                        artefact.sha256() == null ? "" : ", sha256 " + artefact.sha256(),
                        place.map(found -> ", for " + found.service()).orElse(""),
                        lock.map(found -> ", which has " + found.version()).orElse(""));
    }

    private Optional<Place> place(ServiceExtensions extensions, Artefact artefact)
            throws UserException, IOException {
        if (service != null) {
            return Optional.of(extensions.place(service));
        }
        List<Place> wanting = extensions.wanting(artefact);
        return wanting.size() == 1 ? Optional.of(wanting.getFirst()) : Optional.empty();
    }
}
