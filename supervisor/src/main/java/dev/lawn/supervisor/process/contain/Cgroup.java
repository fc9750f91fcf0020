package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import dev.lawn.supervisor.plan.FleetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cgroup v2 leaf for each worker, below our own cgroup: nobody leaves it by daemonising, and one
 * write ends all of it. A warden writes where we were killed.
 */
final class Cgroup implements Containment {

    /** Moves itself into the leaf and becomes the worker. */
    private static final String MOVE = "echo $$ >\"$0/cgroup.procs\" || exit 126; exec \"$@\"";

    private final CgroupHome home;
    private final Spawner spawner;
    private final Warden warden;

    private Cgroup(CgroupHome home, Spawner spawner, Warden warden) {
        this.home = home;
        this.spawner = spawner;
        this.warden = warden;
    }

    /** Makes a leaf, ends a process in it, and removes it. */
    static CgroupHome probe() throws ContainmentException {
        CgroupHome home =
                CgroupHome.find()
                        .orElseThrow(
                                () ->
                                        new ContainmentException(
                                                "no cgroup v2 is mounted with our own cgroup in it"));
        CgroupLeaf leaf = home.leaf("probe-" + ProcessHandle.current().pid());
        try {
            leaf.create();
            tryOut(leaf);
        } catch (IOException e) {
            throw new ContainmentException(
                    "no cgroup of our own may be made in %s: %s (systemd: Delegate=yes)"
                            .formatted(home.path(), e));
        } finally {
            leaf.end(Trial.PATIENCE);
        }
        return home;
    }

    private static void tryOut(CgroupLeaf leaf) throws IOException, ContainmentException {
        if (!Files.exists(leaf.path().resolve("cgroup.kill"))) {
            throw new ContainmentException("this kernel has no cgroup.kill (Linux 5.14)");
        }
        Trial.exitCode(wrapper(leaf));
        Process process =
                Trial.command(wrapper(leaf), "exec sleep 60")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            boolean joined =
                    Await.until(() -> !leaf.isEmpty() || !process.isAlive(), Trial.PATIENCE);
            if (!joined || !leaf.end(Trial.PATIENCE)) {
                throw new ContainmentException("a trial in it could not be ended");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> wrapper(CgroupLeaf leaf) {
        return List.of("setsid", "sh", "-c", MOVE, leaf.path().toString());
    }

    static Cgroup open(String runId) throws ContainmentException {
        CgroupHome home = probe();
        Spawner spawner = Spawner.begin();
        Path leaves = home.leaf(runId + "-").path();
        return new Cgroup(home, spawner, Warden.begin(spawner, Warden.killing(leaves.toString())));
    }

    @Override
    public FleetPlan.Containment rung() {
        return FleetPlan.Containment.CGROUP;
    }

    @Override
    public Contained start(String marker, ProcessBuilder builder) throws IOException {
        CgroupLeaf leaf = home.leaf(marker);
        leaf.create();
        try {
            Process process = spawner.start(Words.wrap(wrapper(leaf), builder));
            return new Hold(leaf, SessionHold.of(marker, process));
        } catch (IOException e) {
            leaf.end(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public void close() {
        warden.close();
    }

    /** A worker in its leaf. */
    private record Hold(CgroupLeaf leaf, SessionHold session) implements LedHold {

        @Override
        public List<ProcessEntry> end(Duration patience) {
            boolean empty = leaf.end(patience);
            return Stream.concat(
                            session.end(patience).stream(),
                            empty ? Stream.of() : members().stream())
                    .distinct()
                    .toList();
        }

        private List<ProcessEntry> members() {
            try (Stream<String> pids = Files.lines(leaf.path().resolve("cgroup.procs"))) {
                return pids.flatMap(pid -> Procfs.process(Long.parseLong(pid)).stream()).toList();
            } catch (IOException _) {
                return List.of();
            }
        }
    }
}
