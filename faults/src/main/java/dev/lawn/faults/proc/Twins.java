package dev.lawn.faults.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * G5: two live workers, or two browsers, of one node. Both must be there at two looks in a row:
 * between fork and exec a child looks like its parent.
 */
final class Twins {

    private record Place(String node, Role role) {}

    private Map<Place, Set<Long>> before = Map.of();
    private final Set<Place> noted = new HashSet<>();
    private final List<String> untold = new ArrayList<>();

    void look(List<Member> members) {
        Map<Place, Set<Long>> now = new HashMap<>();
        for (Member each : members) {
            Optional<Role> role = each.role().filter(r -> r == Role.WORKER || r == Role.BROWSER);
            if (role.isPresent() && !each.zombie()) {
                now.computeIfAbsent(new Place(each.node(), role.get()), _ -> new HashSet<>())
                        .add(each.pid());
            }
        }
        now.forEach(this::compare);
        before = now;
    }

    private void compare(Place place, Set<Long> pids) {
        Set<Long> both = new HashSet<>(pids);
        both.retainAll(before.getOrDefault(place, Set.of()));
        if (both.size() < 2) {
            noted.remove(place);
        } else if (noted.add(place)) {
            untold.add(
                    "%s has %d live %ss: %s"
                            .formatted(place.node(), both.size(), place.role().word(), both));
        }
    }

    List<String> told() {
        List<String> told = List.copyOf(untold);
        untold.clear();
        return told;
    }
}
