package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.extension.ExtensionException;
import dev.lawn.supervisor.extension.Installed;
import dev.lawn.supervisor.extension.Lock;
import dev.lawn.supervisor.extension.LockFile;
import dev.lawn.supervisor.extension.Manifest;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Shows the extension of each service, and whether it is what was added.",
        mixinStandardHelpOptions = true)
final class ExtensionListCommand implements Callable<Integer> {

    private static final String UNKNOWN = "-";
    private static final int SHORT = 12;

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;

    private final List<String> complaints = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SERVICE", "VERSION", "ID", "SHA256", "VERIFIED", "PERMISSIONS"));
        ServiceExtensions extensions = ServiceExtensions.of(accounts);
        for (String service : extensions.services()) {
            try {
                rows.add(row(extensions.place(service)));
            } catch (UserException e) {
                complaints.add(String.valueOf(e.getMessage()));
                rows.add(List.of(service, UNKNOWN, UNKNOWN, UNKNOWN, "NO", UNKNOWN));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(StatusTable.aligned(rows));
        complaints.forEach(out::println);
        out.flush();
        return 0;
    }

    private List<String> row(Place place) throws IOException {
        if (!Files.isDirectory(place.folder())) {
            return row(place, null, UNKNOWN, "missing", UNKNOWN);
        }
        try {
            Optional<Lock> checked = Installed.check(place);
            return checked.isPresent() ? row(place, checked.get(), "yes") : unlocked(place);
        } catch (ExtensionException e) {
            complaints.add(String.valueOf(e.getMessage()));
            return row(place, lock(place), "NO");
        }
    }

    /** Null where it is the lock itself that cannot be read. */
    private static @Nullable Lock lock(Place place) throws IOException {
        try {
            return LockFile.read(place.home()).orElse(null);
        } catch (ExtensionException _) {
            return null;
        }
    }

    private List<String> unlocked(Place place) throws ExtensionException, IOException {
        Manifest manifest = Installed.manifest(place.folder());
        return row(
                place,
                manifest.version(),
                UNKNOWN,
                "not locked",
                String.join(", ", manifest.permissions().lines()));
    }

    private static List<String> row(Place place, @Nullable Lock lock, String verified) {
        return lock == null
                ? row(place, null, UNKNOWN, verified, UNKNOWN)
                : row(
                        place,
                        lock.version(),
                        lock.sha256().substring(0, SHORT),
                        verified,
                        String.join(", ", lock.permissions().lines()));
    }

    private static List<String> row(
            Place place,
            @Nullable String version,
            String sha256,
            String verified,
            String permissions) {
        return List.of(
                place.service(),
                version == null ? UNKNOWN : version,
                place.id(),
                sha256,
                verified,
                permissions);
    }
}
