package dev.lawn.supervisor.e2e;

import dev.lawn.supervisor.config.ConfigException;
import dev.lawn.supervisor.config.ConfigLoader;
import dev.lawn.supervisor.config.Loaded;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fleet of scripted workers that runs by an accounts.yaml and a service.yaml to be edited. */
final class YamlFleet implements AutoCloseable {

    private static final String WITH_SECRETS = "rw-------";

    /**
     * A node of the file, in an account of its own.
     *
     * @param script what its worker does
     * @param proxy a port nobody asks, to tell one way out from another; 0 for none
     * @param service a folder beside that of the demo
     */
    record Node(String script, String password, int proxy, String service) {

        /** Of the service there is. */
        Node(String script, String password, int proxy) {
            this(script, password, proxy, "demo");
        }
    }

    /** What accounts.yaml shall say; {@link #write} writes it. */
    final Map<String, Node> nodes = new LinkedHashMap<>();

    /** Further limits, each after a comma. */
    String limits = "";

    /** Further sections of the file. */
    String more = "";

    private final Path folder;
    private RunningLawn lawn;

    @SuppressWarnings("NullAway.Init") // start() follows at once.
    YamlFleet(Path folder) throws IOException {
        this.folder = folder;
        Path shipped = Path.of("../extensions/demo");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve("extensions/demo").resolve(shipped.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    RunningLawn start() throws Exception {
        write();
        lawn =
                RunningLawn.prepare(
                        RunningLawn.take(folder.resolve("state")),
                        new RunningLawn.Settings(
                                load().plan(),
                                source(),
                                ScriptedFleet.worker(),
                                true,
                                null,
                                _ -> {}));
        lawn.begin();
        return lawn;
    }

    private PlanSource source() {
        return new PlanSource() {
            @Override
            public Given load() throws UserException {
                return YamlFleet.this.load();
            }

            @Override
            public @Nullable ExtensionPin locked(ExtensionPin planned) {
                return ConfigLoader.locked(planned);
            }
        };
    }

    private PlanSource.Given load() throws UserException {
        try {
            Loaded loaded =
                    new ConfigLoader(folder.resolve("extensions"), _ -> null).load(accounts());
            return new PlanSource.Given(loaded.plan(), List.of());
        } catch (ConfigException e) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    e.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
    }

    private Path accounts() {
        return folder.resolve("accounts.yaml");
    }

    /** Writes accounts.yaml as {@link #nodes} have it. */
    void write() throws IOException {
        write(yaml());
    }

    /** Writes that instead. */
    void write(String yaml) throws IOException {
        Files.writeString(accounts(), yaml);
        Files.setPosixFilePermissions(accounts(), PosixFilePermissions.fromString(WITH_SECRETS));
    }

    /** accounts.yaml as {@link #nodes} have it. */
    String yaml() {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        service: demo
                        browser: { binary: /bin/true, driver: /bin/true }
                        limits: { starts_at_once: 2%s }
                        metrics: { listen: "127.0.0.1:0" }
                        control: { listen: "127.0.0.1:0" }
                        %saccounts:
                        """
                                .formatted(limits, more));
        nodes.forEach(
                (name, node) -> {
                    yaml.append(
                            """
                             - name: %1$s
                               email: %2$s+%1$s@example.com
                               password: %3$s
                               service: %4$s
                               nodes:
                                 - name: %1$s
                            """
                                    .formatted(
                                            name, node.script(), node.password(), node.service()));
                    if (node.proxy() > 0) {
                        yaml.append("       proxy: http://127.0.0.1:%d%n".formatted(node.proxy()));
                    }
                });
        return yaml.toString();
    }

    /** Edits service.yaml: the value of a key that stands on a line of its own. */
    void redefine(String key, String value) throws IOException {
        Path file = folder.resolve("extensions/demo/service.yaml");
        String before = Files.readString(file);
        String after =
                Pattern.compile("(?m)^( +%s:).*$".formatted(key))
                        .matcher(before)
                        .replaceFirst("$1 " + value);
        if (after.equals(before)) {
            throw new AssertionError("service.yaml has no other " + key);
        }
        Files.writeString(file, after);
    }

    /** Where a service's files lie. */
    Path service(String name) {
        return folder.resolve("extensions").resolve(name);
    }

    Reloaded reload() {
        return lawn.reload();
    }

    /** What a reload that was accepted made of the nodes. */
    static ReloadDocument done(Reloaded reloaded) {
        if (reloaded instanceof Reloaded.Done(ReloadDocument document)) {
            return document;
        }
        throw new AssertionError(reloaded.toString());
    }

    FleetSnapshot snapshot() {
        return lawn.snapshot();
    }

    List<String> names() {
        return snapshot().nodes().stream().map(node -> node.node().value()).toList();
    }

    List<NodeSnapshot> connected() {
        return snapshot().nodes().stream()
                .filter(node -> node.state() == StateName.CONNECTED)
                .toList();
    }

    Optional<NodeSnapshot> node(String name) {
        return snapshot().nodes().stream()
                .filter(node -> node.node().value().equals(name))
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        lawn.close();
    }
}
