package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessTable;
import dev.lawn.common.proc.Procfs;
import dev.lawn.common.proc.Sweep;
import dev.lawn.supervisor.plan.FleetPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * We adopt what a worker leaves behind, PR_SET_CHILD_SUBREAPER of prctl(2), so that nobody gets
 * away by daemonising, and take note of its end, so that no zombie stays. A warden sweeps where we
 * were killed.
 *
 * <p>An orphan belongs to the incarnation whose marker or session it has. One that has neither
 * names nobody: it goes with the next incarnation that ends, unless it may be none of ours at all.
 */
final class Subreaper implements Containment {

    private static final Logger LOG = LoggerFactory.getLogger(Subreaper.class);

    private static final List<String> SESSION = List.of("setsid");

    private static final long REAP_NANOS = Duration.ofMillis(500).toNanos();

    private final Libc libc;
    private final Brood brood;
    private final Warden warden;
    private final Map<String, SessionHold> holds = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private Subreaper(Libc libc, Brood brood, Warden warden) {
        this.libc = libc;
        this.brood = brood;
        this.warden = warden;
    }

    /** Adopts an orphan, ends it and takes note of its end. */
    static Libc probe() throws ContainmentException {
        Trial.exitCode(SESSION);
        Libc libc = Libc.load();
        if (!libc.setSubreaper(true)) {
            throw new ContainmentException("prctl(PR_SET_CHILD_SUBREAPER) fails");
        }
        try {
            adopt(libc);
        } catch (IOException | NumberFormatException e) {
            throw new ContainmentException("a trial could not be started: " + e.getMessage());
        } finally {
            libc.setSubreaper(false);
        }
        return libc;
    }

    private static void adopt(Libc libc) throws IOException, ContainmentException {
        Process parent =
                Trial.command(SESSION, "sleep 60 >/dev/null & echo $!")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            long orphan = Long.parseLong(String.valueOf(lines.readLine()));
            boolean adopted = Await.until(() -> isOurs(orphan), Trial.PATIENCE);
            ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
            boolean reaped =
                    adopted
                            && Await.until(
                                    () -> {
                                        libc.reap(orphan);
                                        return Procfs.process(orphan).isEmpty();
                                    },
                                    Trial.PATIENCE);
            if (!reaped) {
                throw new ContainmentException("an orphan was not adopted");
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    private static boolean isOurs(long pid) {
        return Procfs.process(pid)
                .filter(each -> each.parent() == ProcessHandle.current().pid())
                .isPresent();
    }

    static Subreaper open(String runId) throws ContainmentException {
        List<ProcessEntry> before = ProcessTable.now().children(ProcessHandle.current().pid());
        Libc libc = probe();
        libc.setSubreaper(true);
        Brood brood = new Brood(Spawner.begin(), before);
        Subreaper subreaper =
                new Subreaper(libc, brood, Warden.begin(brood, Warden.sweeping(runId)));
        Thread.ofPlatform().daemon().name("reaper").start(subreaper::reapAgainAndAgain);
        return subreaper;
    }

    private void reapAgainAndAgain() {
        while (!closed) {
            try {
                reapAll();
            } catch (RuntimeException | Error e) {
                LOG.warn("cannot take note of who has ended, trying again: {}", e.toString());
            }
            LockSupport.parkNanos(REAP_NANOS);
        }
    }

    private void reapAll() {
        brood.orphans().stream().filter(ProcessEntry::isZombie).forEach(this::reap);
    }

    private void reap(ProcessEntry zombie) {
        libc.reap(zombie.pid());
    }

    @Override
    public FleetPlan.Containment rung() {
        return FleetPlan.Containment.SUBREAPER;
    }

    @Override
    public Contained start(String marker, ProcessBuilder builder) throws IOException {
        SessionHold hold = SessionHold.of(marker, brood.start(Words.wrap(SESSION, builder)));
        holds.put(marker, hold);
        return new Hold(hold);
    }

    @Override
    public void close() {
        closed = true;
        warden.close();
        libc.setSubreaper(false);
    }

    private List<ProcessEntry> end(SessionHold hold, Duration patience) {
        List<ProcessEntry> left = Sweep.kill(table -> of(hold, table), patience);
        reapAll();
        if (left.isEmpty()) {
            holds.remove(hold.marker());
        }
        return left;
    }

    /** Its family, and the orphans that name no other one where they must be ours. */
    private List<ProcessEntry> of(SessionHold hold, ProcessTable table) {
        if (!brood.isAlone()) {
            return family(hold, table);
        }
        Set<Long> ofOthers =
                holds.values().stream()
                        .filter(other -> !other.marker().equals(hold.marker()))
                        .flatMap(other -> family(other, table).stream())
                        .map(ProcessEntry::pid)
                        .collect(Collectors.toSet());
        List<ProcessEntry> roots = new ArrayList<>(family(hold, table));
        brood.orphans(table).stream()
                .filter(each -> !ofOthers.contains(each.pid()))
                .forEach(roots::add);
        return table.withDescendants(roots);
    }

    private static List<ProcessEntry> family(SessionHold hold, ProcessTable table) {
        return table.family(hold.marker(), hold.session());
    }

    /** A worker whose orphans we adopt. */
    private final class Hold implements LedHold {

        private final SessionHold session;

        Hold(SessionHold session) {
            this.session = session;
        }

        @Override
        public SessionHold session() {
            return session;
        }

        @Override
        public List<ProcessEntry> end(Duration patience) {
            return Subreaper.this.end(session, patience);
        }
    }
}
