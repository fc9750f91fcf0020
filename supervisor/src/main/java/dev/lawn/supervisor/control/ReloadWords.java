package dev.lawn.supervisor.control;

import dev.lawn.supervisor.fleet.Replanning;
import dev.lawn.supervisor.fleet.Replanning.Changed;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.Part;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reload did to a node, as people read it after the node's name. */
final class ReloadWords {

    private ReloadWords() {}

    static String of(Replanning.Outcome outcome) {
        return switch (outcome) {
            case Replanning.Unchanged _ -> "unchanged";
            case Replanning.Added _ -> "added";
            case Replanning.Removed _ -> "removed, stopping";
            case Changed changed -> of(changed);
        };
    }

    private static String of(Changed changed) {
        return switch (changed.consequence()) {
            case RESTART -> "restarts with the new " + things(changed);
            case START -> "starts now with the new " + things(changed);
            case ROLL ->
                    "restarts with the new %s when its turn has come".formatted(things(changed));
            case STAY ->
                    "%s; takes the new %s %s"
                            .formatted(staying(changed), things(changed), when(changed));
        };
    }

    /** What only the supervisor goes by holds from now on. */
    private static String when(Changed changed) {
        return changed.parts().equals(Set.of(Part.TRAFFIC_LIMIT)) ? "at once" : "at its next start";
    }

    private static String staying(Changed changed) {
        StateName state = changed.state();
        if (state.isLive() && state != StateName.NEEDS_HUMAN) {
            return "keeps running";
        }
        String why = changed.reason() == null ? "" : " (" + changed.reason() + ")";
        return "stays " + state + why;
    }

    private static String things(Changed changed) {
        return changed.parts().stream()
                .sorted()
                .map(part -> thing(part, changed.service()))
                .collect(Collectors.joining(" and "));
    }

    private static String thing(Part part, String service) {
        return switch (part) {
            case ACCOUNT -> "account name";
            case CREDENTIALS -> "credentials";
            case PROXY -> "proxy";
            case SERVICE -> "service " + service;
            case DEFINITION -> service + " definition";
            case EXTENSION -> service + " extension";
            case TRAFFIC_LIMIT -> "traffic_per_day";
            case BROWSER -> "browser";
        };
    }
}
