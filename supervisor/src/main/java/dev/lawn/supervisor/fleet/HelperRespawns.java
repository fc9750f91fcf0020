package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.proc.ProcessEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts Chrome's helpers (GPU and utility processes) that went and came back while the browser
 * stayed. Chrome heals that by itself: it is counted, and nothing is done.
 */
final class HelperRespawns {

    private static final Set<String> HELPERS = Set.of("--type=gpu-process", "--type=utility");

    private static final String SERVICE = "--utility-sub-type=";

    /** A process for good: pids are used again. */
    private record Identity(long pid, long startTicks) {

        static Identity of(ProcessEntry process) {
            return new Identity(process.pid(), process.startTicks());
        }
    }

    /** One browser, with the helpers it had at the last look and those it lacks since, by kind. */
    private static final class Browser {
        private final Identity main;
        private Map<String, Set<Identity>> helpers;
        private final Map<String, Integer> missing = new HashMap<>();

        Browser(Identity main, Map<String, Set<Identity>> helpers) {
            this.main = main;
            this.helpers = helpers;
        }

        /** How many came back since the last look. */
        int seen(Map<String, Set<Identity>> now) {
            Set<String> kinds = new HashSet<>(helpers.keySet());
            kinds.addAll(now.keySet());
            int respawned = kinds.stream().mapToInt(kind -> respawned(kind, now)).sum();
            helpers = now;
            return respawned;
        }

        private int respawned(String kind, Map<String, Set<Identity>> now) {
            Set<Identity> before = helpers.getOrDefault(kind, Set.of());
            Set<Identity> after = now.getOrDefault(kind, Set.of());
            int gone = missing.getOrDefault(kind, 0) + without(before, after);
            int back = Math.min(gone, without(after, before));
            missing.put(kind, gone - back);
            return back;
        }

        private static int without(Set<Identity> some, Set<Identity> others) {
            return (int) some.stream().filter(each -> !others.contains(each)).count();
        }
    }

    private final Map<NodeName, Browser> browsers = new HashMap<>();

    /**
     * A look at the processes of a node.
     *
     * @param main the browser's main process; null while there is none
     * @return how many helpers came back since the look before
     */
    int seen(NodeName node, @Nullable ProcessEntry main, List<ProcessEntry> members) {
        if (main == null) {
            browsers.remove(node);
            return 0;
        }
        Map<String, Set<Identity>> helpers = helpers(members);
        Identity identity = Identity.of(main);
        Browser known = browsers.get(node);
        if (known == null || !known.main.equals(identity)) {
            browsers.put(node, new Browser(identity, helpers));
            return 0;
        }
        return known.seen(helpers);
    }

    private static Map<String, Set<Identity>> helpers(List<ProcessEntry> members) {
        return members.stream()
                .filter(each -> kind(each).isPresent())
                .collect(
                        Collectors.groupingBy(
                                each -> kind(each).orElseThrow(),
                                Collectors.mapping(Identity::of, Collectors.toSet())));
    }

    /** What it is for: a network service that goes is not made good by an audio service. */
    private static Optional<String> kind(ProcessEntry process) {
        List<String> words = process.command();
        return words.stream()
                .filter(HELPERS::contains)
                .findFirst()
                .map(
                        type ->
                                words.stream()
                                        .filter(word -> word.startsWith(SERVICE))
                                        .findFirst()
                                        .map(service -> type + " " + service)
                                        .orElse(type));
    }
}
