package dev.lawn.common.proc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All processes of this host as one pass over {@code /proc} saw them. Immutable. */
public final class ProcessTable {

    private static final SharedLook<ProcessTable> LOOKS = new SharedLook<>(ProcessTable::look);

    private final Map<Long, ProcessEntry> byPid = new HashMap<>();
    private final Map<Long, List<ProcessEntry>> byParent = new HashMap<>();
    private final Map<Long, List<ProcessEntry>> bySession = new HashMap<>();
    private final Map<String, List<ProcessEntry>> founders = new HashMap<>();

    private ProcessTable() {}

    /**
     * A pass that begins after this call; those who ask at the same time share one, since it costs
     * some 30 µs for each process there is.
     */
    public static ProcessTable now() {
        return LOOKS.get();
    }

    private static ProcessTable look() {
        ProcessTable table = new ProcessTable();
        Procfs.processes().forEach(table::add);
        if (!table.byPid.containsKey(ProcessHandle.current().pid())) {
            // Nobody found where we ourselves are not must not pass for nobody left.
            throw new IllegalStateException("/proc does not show this process itself");
        }
        return table;
    }

    private void add(ProcessEntry process) {
        byPid.put(process.pid(), process);
        listIn(byParent, process.parent()).add(process);
        listIn(bySession, process.session()).add(process);
        Procfs.variable(process.pid(), ProcessFamily.VARIABLE)
                .ifPresent(marker -> listIn(founders, marker).add(process));
    }

    private static <K> List<ProcessEntry> listIn(Map<K, List<ProcessEntry>> lists, K key) {
        return lists.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    /** Every family there is, by marker; zombies excluded. */
    public Map<String, List<ProcessEntry>> families() {
        Map<String, List<ProcessEntry>> families = new HashMap<>();
        founders.keySet().forEach(marker -> families.put(marker, family(marker, null)));
        return families;
    }

    /**
     * The members of one family; zombies excluded.
     *
     * @param session the session its first process began, which may have ended since; null where
     *     that is not known. Sessions led by a live process with the marker count in any case
     */
    public List<ProcessEntry> family(String marker, @Nullable Session session) {
        List<ProcessEntry> found = new ArrayList<>(founders.getOrDefault(marker, List.of()));
        for (ProcessEntry founder : List.copyOf(found)) {
            if (founder.session() == founder.pid()) {
                found.addAll(bySession.getOrDefault(founder.pid(), List.of()));
            }
        }
        if (session != null) {
            found.addAll(in(session));
        }
        return withDescendants(found);
    }

    private List<ProcessEntry> in(Session session) {
        ProcessEntry leader = byPid.get(session.id());
        if (leader != null && leader.startTicks() != session.startTicks()) {
            return List.of();
        }
        return bySession.getOrDefault(session.id(), List.of()).stream()
                .filter(session::holds)
                .toList();
    }

    /** The children of a process, zombies included. */
    public List<ProcessEntry> children(long pid) {
        return List.copyOf(byParent.getOrDefault(pid, List.of()));
    }

    /** The process of that pid. */
    public Optional<ProcessEntry> process(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /** These and all they descended to; zombies excluded. */
    public List<ProcessEntry> withDescendants(Collection<ProcessEntry> roots) {
        Set<Long> seen = new HashSet<>();
        List<ProcessEntry> members = new ArrayList<>();
        Deque<ProcessEntry> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            ProcessEntry each = open.remove();
            if (!seen.add(each.pid())) {
                continue;
            }
            if (!each.isZombie()) {
                members.add(each);
            }
            open.addAll(byParent.getOrDefault(each.pid(), List.of()));
        }
        return members;
    }
}
