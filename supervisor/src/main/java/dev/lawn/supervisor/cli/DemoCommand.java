package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Runs a real fleet against a simulated service on this host: real Chromes, a real"
                        + " extension, nothing leaves the machine.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_NODES = 50;

    @Spec private CommandSpec spec;
    @Mixin private StateDirOption stateDir;
    @Mixin private ListenOptions listen;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many nodes (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            defaultValue = "5298",
            description =
                    "Port of the simulated service (default: ${DEFAULT-VALUE}; 0 for any free one)."
                            + " A state directory keeps to its port, and its nodes stay signed in.")
    private int simulatorPort;

    @Override
    public Integer call() throws UserException, IOException {
        checkOptions();
        StateDirectory state = RunningLawn.take(stateDir.forDemo());
        DemoWorld world = DemoWorld.create(state.root(), nodes, simulatorPort);
        try {
            PlanSource source = () -> Configuration.given(world.accountsFile(), listen);
            FleetPlan plan = source.load().plan();
            PrintWriter out = spec.commandLine().getOut();
            Examination.beforeStart(plan, state.root(), out);
            return new Foreground(out)
                    .run(
                            plan,
                            source,
                            state,
                            world.uri(),
                            lawn -> greet(out, lawn),
                            world.simulator());
        } catch (UserException | IOException e) {
            world.simulator().close();
            throw e;
        }
    }

    private void checkOptions() {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine(), "--nodes: from 1 to %d".formatted(MOST_NODES));
        }
        if (simulatorPort < 0 || simulatorPort > 65_535) {
            throw new ParameterException(spec.commandLine(), "--simulator-port: from 0 to 65535");
        }
    }

    private void greet(PrintWriter out, RunningLawn lawn) {
        String simulator = lawn.self().simulator();
        out.printf(
                """
                %d nodes, each a worker JVM with its own Chromium and extension, each out by its own address.

                  simulated service  %s   (what it counted: %s/_stats)
                  metrics            %s
                  configuration      %s

                Try next, in another terminal:
                  ./lawn status
                  ./lawn status --json
                  ./lawn restart demo-1
                  kill -9 a worker_pid of status --json, and watch it come back
                Ctrl-C ends everything.

                """,
                nodes,
                simulator,
                simulator,
                lawn.self().metrics(),
                stateDir.forDemo().resolve(DemoWorld.ACCOUNTS));
        out.flush();
    }
}
