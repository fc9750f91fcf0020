package dev.lawn.faults.proc;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Every process that was ever seen of the nodes of one state directory. It remembers, since a
 * zombie shows neither marker nor command line, and an orphan has lost its parent.
 */
public final class Census {

    private record Key(long pid, long startTicks) {
        static Key of(ProcessEntry process) {
            return new Key(process.pid(), process.startTicks());
        }
    }

    /** About 30 s. */
    private static final int LOOKS = 300;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path stateDir;
    private final Map<Key, Member> known = new HashMap<>();
    private final Set<String> incarnations = new HashSet<>();
    private final Twins twins = new Twins();
    private List<Member> latest = List.of();
    private Set<String> alive = Set.of();

    public Census(Path stateDir) {
        this.stateDir = stateDir;
    }

    /** Looks once more, and answers who is there now, zombies included. */
    public synchronized List<Member> take() throws IOException {
        for (Member each : Pass.over(stateDir, id())) {
            known.merge(Key.of(each.process()), each, Census::later);
            if (each.role().equals(Optional.of(Role.WORKER)) && !each.incarnation().isEmpty()) {
                incarnations.add(each.incarnation());
            }
        }
        latest = present();
        alive =
                latest.stream()
                        .filter(each -> !each.zombie())
                        .filter(each -> each.role().equals(Optional.of(Role.WORKER)))
                        .map(Member::node)
                        .collect(Collectors.toUnmodifiableSet());
        twins.look(latest);
        return latest;
    }

    /** Who was there at the latest look. */
    public synchronized List<Member> latest() {
        return latest;
    }

    /** G5: nodes that were ever seen with two live workers or browsers; each told once. */
    public synchronized List<String> twins() {
        return twins.told();
    }

    /**
     * Whose it is was told best at first, while it had its environment and its parent. What it is
     * may have changed since: a process that was seen between fork and exec looks like its parent.
     */
    private static Member later(Member was, Member now) {
        return now.process().command().isEmpty()
                ? was
                : new Member(now.process(), was.node(), was.incarnation(), now.zombie());
    }

    /** Whether the latest look saw a live worker of the node. */
    public synchronized boolean sawWorker(String node) {
        return alive.contains(node);
    }

    private String id() throws IOException {
        Path file = stateDir.resolve("id");
        return Files.exists(file) ? Files.readString(file).strip() : "none";
    }

    private List<Member> present() {
        List<Member> present = new ArrayList<>();
        known.entrySet()
                .removeIf(
                        entry -> {
                            Optional<ProcessEntry> now =
                                    Procfs.process(entry.getKey().pid())
                                            .filter(p -> Key.of(p).equals(entry.getKey()));
                            Member was = entry.getValue();
                            now.ifPresent(
                                    p ->
                                            present.add(
                                                    new Member(
                                                            was.process(),
                                                            was.node(),
                                                            was.incarnation(),
                                                            p.isZombie())));
                            return now.isEmpty();
                        });
        return present;
    }

    /** The youngest process of a node in this role, now. */
    public synchronized Optional<Member> find(String node, Role role) throws IOException {
        return take().stream()
                .filter(each -> each.node().equals(node) && !each.zombie())
                .filter(each -> each.role().equals(Optional.of(role)))
                .max(Comparator.comparingLong(each -> each.process().startTicks()));
    }

    /**
     * Those that outlived their run: the node's present worker is of another one, or none. What
     * bears no marker is told by its age: its own worker would be older.
     */
    public synchronized List<Member> leftovers(String node) throws IOException {
        Optional<Member> worker = find(node, Role.WORKER);
        return latest.stream()
                .filter(each -> each.node().equals(node))
                .filter(each -> worker.map(now -> isOlder(each, now)).orElse(true))
                .toList();
    }

    private static boolean isOlder(Member each, Member worker) {
        return each.incarnation().isEmpty()
                ? each.process().startTicks() < worker.process().startTicks()
                : !each.incarnation().equals(worker.incarnation());
    }

    /** How many runs of nodes were seen so far. */
    public synchronized int incarnations() {
        return incarnations.size();
    }

    /** How many runs of this node were seen so far. */
    public synchronized long incarnations(String node) {
        return incarnations.stream().filter(i -> i.matches(".*-" + node + "-\\d+")).count();
    }

    /** Ends these: told once, they must not be told again of the next fault. */
    public static void end(List<Member> members) {
        members.forEach(
                each -> ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Ends all that is left, come what may, and waits for a while until it has gone. */
    public void killAll() throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            List<Member> left = take().stream().filter(each -> !each.zombie()).toList();
            if (left.isEmpty()) {
                return;
            }
            end(left);
            LockSupport.parkNanos(PAUSE);
        }
    }
}
