package dev.lawn.supervisor.e2e;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.simulator.worker.ScriptedWorker;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.RunningLawn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A fleet whose workers follow scripts instead of driving browsers; all the rest is real. */
final class ScriptedFleet {

    private ScriptedFleet() {}

    /** One node for each script, named like it. */
    static RunningLawn start(Path stateDir, String... scripts) throws Exception {
        return start(stateDir, FleetPlan.Limits.ofStarts(4), scripts);
    }

    static RunningLawn start(Path stateDir, FleetPlan.Limits limits, String... scripts)
            throws Exception {
        return start(stateDir, limits, Stream.of(scripts).map(ScriptedFleet::node).toList());
    }

    static RunningLawn start(Path stateDir, FleetPlan.Limits limits, List<NodePlan> nodes)
            throws Exception {
        FleetPlan plan = Examples.plan(nodes, limits);
        RunningLawn lawn =
                RunningLawn.prepare(
                        RunningLawn.take(stateDir),
                        new RunningLawn.Settings(
                                plan,
                                () -> new PlanSource.Given(plan, List.of()),
                                worker(),
                                true,
                                null,
                                _ -> {}));
        lawn.begin();
        return lawn;
    }

    private static NodePlan node(String script) {
        return node(script, script, script, "unused");
    }

    static NodePlan node(String name, String account, String script, String password) {
        return new NodePlan(
                new NodeName(name),
                account,
                new Credentials(script + "@example.com", Secret.of(password)),
                null,
                service());
    }

    /** A worker that does as the e-mail address says. */
    static WorkerCommand worker() {
        return new WorkerCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedWorker.class.getName()));
    }

    private static ServiceDefinition service() {
        Duration second = Duration.ofSeconds(1);
        return Examples.service(
                new ServiceDefinition.Timings(
                        second,
                        second,
                        second,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        ServiceDefinition.Timings.EGRESS));
    }
}
