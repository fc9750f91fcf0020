package dev.lawn.supervisor.cli;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage.Probed;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.config.ConfigException;
import dev.lawn.supervisor.config.ConfigLoader;
import dev.lawn.supervisor.config.ExtensionPlaces;
import dev.lawn.supervisor.config.Suggestion;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.run.ProbeOutcome;
import dev.lawn.supervisor.run.ProbeRun;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "probe",
        description =
                "Walks a service's definition in a browser of its own, step by step, and says what"
                        + " matched. It never types a password and counts as no sign-in; it needs"
                        + " no running supervisor. Exit code 3 where the site is not as the"
                        + " definition says.",
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

    private static final NodeName NAME = new NodeName("probe");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;
    @Mixin private StateDirOption stateDir;

    @Parameters(paramLabel = "SERVICE", description = "The service to walk.")
    private String service;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description =
                    "Go out by this node's proxy, and type its account's e-mail address; without it"
                            + " the probe goes out by the host's own way, and ends before the first"
                            + " field.")
    private @Nullable String node;

    @Option(
            names = "--allow-root",
            description = "Run as root all the same: Chrome then runs without its sandbox.")
    private boolean allowRoot;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        Host.refuseRoot("lawn probe", allowRoot);
        FleetPlan plan = plan();
        ProbeRun.Settings settings =
                new ProbeRun.Settings(
                        plan,
                        probed(plan),
                        WorkerCommand.ofClassPath(Host.workerClassPath()),
                        !Host.isRoot(),
                        node != null);
        Path probes = stateDir.forUp().resolve("probes");
        ProbeRun probe = ProbeRun.prepare(probes, TIME.format(Instant.now()), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(probe), "stop"));
        ProbeOutcome outcome;
        try (probe) {
            probe.begin();
            outcome = probe.follow(this::tell);
        }
        return tell(outcome, probe.kept());
    }

    private void stop(ProbeRun probe) {
        try {
            probe.close();
        } catch (IOException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("not everything could be removed: " + e);
            err.flush();
        }
    }

    private FleetPlan plan() throws UserException {
        List<String> known = new ExtensionPlaces(Host.extensions(), accounts.file()).services();
        if (!known.contains(service)) {
            throw usage("no such service: " + service + Suggestion.of(service, known));
        }
        return Configuration.load(accounts.file()).plan();
    }

    private static UserException usage(String words) {
        return new UserException(ExitCode.USAGE, words);
    }

    /** Who signs in is told the worker, by what it is not: no password leaves this process. */
    private NodePlan probed(FleetPlan plan) throws UserException {
        Secret none = Secret.of("");
        if (node == null) {
            return new NodePlan(NAME, "nobody", new Credentials("", none), null, definition());
        }
        NodePlan like = like(plan, node);
        Credentials user = new Credentials(like.credentials().user(), none);
        return new NodePlan(
                NAME,
                like.account(),
                user,
                like.proxy(),
                like.bind(),
                like.allow(),
                like.service(),
                null);
    }

    private NodePlan like(FleetPlan plan, String name) throws UserException {
        NodePlan found =
                plan.nodes().stream()
                        .filter(each -> each.name().value().equals(name))
                        .findFirst()
                        .orElse(null);
        if (found == null) {
            List<String> names = plan.nodes().stream().map(each -> each.name().value()).toList();
            throw usage("no such node: " + name + Suggestion.of(name, names));
        }
        if (!found.service().name().equals(service)) {
            throw usage(
                    "node %s runs %s, not %s; say: lawn probe %2$s --node %1$s"
                            .formatted(name, found.service().name(), service));
        }
        return found;
    }

    private ServiceDefinition definition() throws UserException {
        try {
            return new ConfigLoader(Host.extensions(), Host::environment)
                    .service(accounts.file(), service);
        } catch (ConfigException e) {
            throw new UserException(UserException.CONFIGURATION, Configuration.lines(e.problems()));
        }
    }

    private void tell(Probed found) {
        line(
                found.verdict().name().toLowerCase(Locale.ROOT),
                PlainText.of(found.place()),
                PlainText.of(found.detail()));
    }

    private int tell(ProbeOutcome outcome, List<Path> kept) {
        int code =
                switch (outcome) {
                    case ProbeOutcome.Matched _ -> {
                        say("fine: everything up to there is as the definition says" + more());
                        yield ExitCode.OK;
                    }
                    case ProbeOutcome.Failed(var reason, String detail) -> {
                        line("failed", reason.wireName(), PlainText.of(detail));
                        yield UserException.DEGRADED;
                    }
                    case ProbeOutcome.Broken(String detail) -> {
                        line("failed", "internal", detail);
                        yield ExitCode.SOFTWARE;
                    }
                    case ProbeOutcome.Stopped _ -> {
                        say("stopped");
                        yield ExitCode.SOFTWARE;
                    }
                };
        kept.stream()
                .filter(page -> !isNamed(page, outcome))
                .forEach(page -> say("see      " + page));
        return code;
    }

    private static boolean isNamed(Path page, ProbeOutcome outcome) {
        return outcome instanceof ProbeOutcome.Failed(_, String detail)
                && detail.contains(page.toString());
    }

    private String more() {
        return node == null ? "; with --node NODE it goes on to the password" : "";
    }

    private void line(String verdict, String place, String detail) {
        say("%-8s %-28s %s".formatted(verdict, place, detail));
    }

    private void say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
    }
}
