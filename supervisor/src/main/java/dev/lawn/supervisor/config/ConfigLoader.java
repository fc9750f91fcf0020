package dev.lawn.supervisor.config;

import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns accounts.yaml, with the service.yaml files it names, into a plan.
 *
 * <pre>{@code
 * Loaded loaded = new ConfigLoader(Path.of("extensions"), System::getenv).load(Path.of("accounts.yaml"));
 * }</pre>
 *
 * docs/configuration.md is the reference of every key.
 */
public final class ConfigLoader {

    private static final int METRICS_PORT = 5296;
    private static final int CONTROL_PORT = 5297;

    private final Path extensionsFolder;
    private final Function<String, @Nullable String> environment;
    private final BrowserPlaces places;

    /**
     * @param extensionsFolder holds one folder per service
     * @param environment gives a variable's value, null where it is not set
     */
    public ConfigLoader(Path extensionsFolder, Function<String, @Nullable String> environment) {
        this(extensionsFolder, environment, BrowserPlaces.USUAL);
    }

    ConfigLoader(
            Path extensionsFolder,
            Function<String, @Nullable String> environment,
            BrowserPlaces places) {
        this.extensionsFolder = extensionsFolder;
        this.environment = environment;
        this.places = places;
    }

    /**
     * Reads and checks everything. Nothing is changed or started; files are all it looks at.
     *
     * @param accountsYaml named in problems as it is given here
     * @throws ConfigException with all problems of all files
     */
    public Loaded load(Path accountsYaml) throws ConfigException {
        Report report = new Report();
        Optional<FleetPlan> plan =
                YamlFile.read(accountsYaml, report)
                        .flatMap(
                                root ->
                                        root.mapping(
                                                "service",
                                                "accounts",
                                                "services",
                                                "limits",
                                                "metrics",
                                                "control",
                                                "relay",
                                                "browser",
                                                "egress"))
                        .flatMap(file -> plan(file, accountsYaml, report));
        if (report.hasProblems()) {
            throw new ConfigException(report.problems());
        }
        return new Loaded(plan.orElseThrow(), report.warnings());
    }

    /**
     * What is locked now where {@link #load} found that extension: only the lock file is read.
     *
     * @return null where nobody can tell
     */
    public static @Nullable ExtensionPin locked(ExtensionPin loaded) {
        return ExtensionLock.now(loaded);
    }

    /**
     * The definition of a service that no node need use, as accounts.yaml overrides it.
     *
     * @param service a folder with a service.yaml
     * @throws ConfigException with the problems of both files
     */
    public ServiceDefinition service(Path accountsYaml, String service) throws ConfigException {
        Report report = new Report();
        ServiceCatalogue services = new ServiceCatalogue(extensionsFolder, report);
        YamlFile.read(accountsYaml, report)
                .flatMap(Cursor::mappingOfAnyKeys)
                .flatMap(file -> file.find("services"))
                .flatMap(Cursor::mappingOfAnyKeys)
                .ifPresent(services::override);
        Optional<ServiceDefinition> definition = services.definition(service);
        if (report.hasProblems()) {
            throw new ConfigException(report.problems());
        }
        return definition.orElseThrow();
    }

    private Optional<FleetPlan> plan(Mapping file, Path accountsYaml, Report report) {
        LimitsReader limits = new LimitsReader(file);
        List<NodePlan> nodes = nodes(file, accountsYaml, report, limits.trafficPerDay());
        InetSocketAddress metrics =
                value(file, "metrics", "listen")
                        .flatMap(ListenAddress::read)
                        .orElse(loopback(METRICS_PORT));
        InetSocketAddress control =
                value(file, "control", "listen")
                        .flatMap(ListenAddress::readLoopback)
                        .orElse(loopback(CONTROL_PORT));
        checkDifferent(file, metrics, control);
        Optional<BrowserPlan> browser = new BrowserReader(places, file).read();
        Set<String> hostIps =
                value(file, "egress", "host_ip").map(ConfigLoader::addresses).orElse(Set.of());
        return browser.map(
                found ->
                        new FleetPlan(
                                nodes,
                                limits.limits(),
                                limits.containment(),
                                found,
                                metrics,
                                control,
                                hostIps));
    }

    private List<NodePlan> nodes(
            Mapping file, Path accountsYaml, Report report, Optional<Long> trafficPerDay) {
        ServiceCatalogue services = new ServiceCatalogue(extensionsFolder, report);
        file.find("services").flatMap(Cursor::mappingOfAnyKeys).ifPresent(services::override);
        AccountsReader accounts =
                new AccountsReader(
                        services,
                        new Secrets(accountsYaml, environment),
                        file.find("service"),
                        allowed(file),
                        trafficPerDay);
        return file.require("accounts").map(accounts::read).orElse(List.of());
    }

    /** In the one way to write each, as workers do. */
    private static Set<String> addresses(Cursor hostIp) {
        return hostIp.oneOrMore().stream()
                .flatMap(each -> each.text().flatMap(text -> address(each, text)).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> address(Cursor at, String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
        } catch (IllegalArgumentException _) {
            return at.refuse("\"%s\" is no IP address; write 203.0.113.5".formatted(text));
        }
    }

    /** {@code relay.allow}: one, or a list of them. */
    private static List<TargetPattern> allowed(Mapping file) {
        return value(file, "relay", "allow").stream()
                .flatMap(at -> (at.isList() ? at.elements() : List.of(at)).stream())
                .flatMap(at -> target(at).stream())
                .toList();
    }

    private static Optional<TargetPattern> target(Cursor at) {
        return at.text()
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(new TargetPattern(text));
                            } catch (IllegalArgumentException e) {
                                return at.refuse(String.valueOf(e.getMessage()));
                            }
                        });
    }

    /** The value of the one key a section has. */
    private static Optional<Cursor> value(Mapping file, String section, String key) {
        return file.find(section)
                .flatMap(at -> at.mapping(key))
                .flatMap(mapping -> mapping.find(key));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static void checkDifferent(
            Mapping file, InetSocketAddress metrics, InetSocketAddress control) {
        if (metrics.getPort() == control.getPort() && metrics.getPort() != 0) {
            file.at()
                    .source()
                    .problem(
                            file.find("control")
                                    .or(() -> file.find("metrics"))
                                    .map(Cursor::line)
                                    .orElse(0),
                            "control.listen",
                            "has the port of metrics.listen, %d; give one of them another"
                                    .formatted(metrics.getPort()));
        }
    }
}
