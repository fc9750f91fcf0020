package dev.lawn.supervisor.process.contain;

import dev.lawn.supervisor.plan.FleetPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PID namespace for each worker, pid_namespaces(7): when its first process ends, the kernel ends
 * all others, stopped and daemonised ones included, and no zombie is left.
 *
 * <p>Outside in: {@code setpriv --pdeathsig} so that the supervisor's death is the end of it,
 * {@code unshare} that makes the namespace, a shell as its first process that reaps orphans, as a
 * JVM would not, and the worker.
 */
final class PidNamespace implements Containment {

    /** Waits for the worker, reaping whoever else ends; then ends with the worker's exit code. */
    private static final String INIT = "\"$@\"; exit $?";

    /** The shell is there within milliseconds; a host that takes longer tells the pid later. */
    private static final Duration LONGEST_WAIT_FOR_PID = Duration.ofSeconds(10);

    private final boolean inUserNamespace;
    private final Spawner spawner;

    private PidNamespace(boolean inUserNamespace, Spawner spawner) {
        this.inUserNamespace = inUserNamespace;
        this.spawner = spawner;
    }

    /**
     * Tries it as whoever may make a namespace, and as everyone may: within a user namespace.
     *
     * @return whether it takes a user namespace
     * @throws ContainmentException where neither works
     */
    static boolean probe() throws ContainmentException {
        try {
            PidNamespaceProbe.run(command(false));
            return false;
        } catch (ContainmentException _) {
            return probeInUserNamespace();
        }
    }

    private static boolean probeInUserNamespace() throws ContainmentException {
        try {
            PidNamespaceProbe.run(command(true));
            return true;
        } catch (ContainmentException e) {
            throw new ContainmentException(e.getMessage() + UserNamespaceSettings.hint());
        }
    }

    static PidNamespace open() throws ContainmentException {
        return new PidNamespace(probe(), Spawner.begin());
    }

    private static List<String> command(boolean inUserNamespace) {
        List<String> words =
                new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "KILL", "unshare"));
        if (inUserNamespace) {
            words.addAll(List.of("-U", "--map-current-user"));
        }
        words.addAll(List.of("-p", "-f", "--mount-proc", "--kill-child=KILL"));
        words.addAll(List.of("sh", "-c", INIT, "init"));
        return List.copyOf(words);
    }

    @Override
    public FleetPlan.Containment rung() {
        return FleetPlan.Containment.PID_NAMESPACE;
    }

    @Override
    public Contained start(String marker, ProcessBuilder builder) throws IOException {
        Process outermost = spawner.start(Words.wrap(command(inUserNamespace), builder));
        NamespaceHold hold = new NamespaceHold(SessionHold.of(marker, outermost));
        boolean _ =
                Await.until(
                        () -> hold.workerPid() != null || !outermost.isAlive(),
                        LONGEST_WAIT_FOR_PID);
        return hold;
    }

    @Override
    public void close() {
        // The kernel ends what is left when we end.
    }
}
