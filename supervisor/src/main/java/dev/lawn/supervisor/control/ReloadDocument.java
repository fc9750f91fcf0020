package dev.lawn.supervisor.control;

import dev.lawn.supervisor.fleet.Replanning;
import dev.lawn.supervisor.fleet.RolloutSnapshot;
import dev.lawn.supervisor.plan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /api/v1/reload} answers and {@code lawn reload --json} prints; a contract for
 * scripts.
 *
 * @param nodes in the order of accounts.yaml, removed ones last
 * @param atNextStart keys of accounts.yaml whose new value holds only from Lawn's next start on
 * @param warnings what works but should be mended, a line each
 * @param rollouts which extensions nodes are restarted for, a few at a time
 */
public record ReloadDocument(
        List<Node> nodes, List<String> atNextStart, List<String> warnings, List<Rollout> rollouts) {

    public ReloadDocument {
        nodes = List.copyOf(nodes);
        atNextStart = List.copyOf(atNextStart);
        warnings = List.copyOf(warnings);
        // An older supervisor does not know of them.
        rollouts = List.copyOf(Objects.requireNonNullElse(rollouts, List.of()));
    }

    /**
     * One node.
     *
     * @param change "unchanged", "added", "removed" or "changed"
     * @param parts what differs: {@code account}, {@code credentials}, {@code proxy}, {@code
     *     service}, {@code definition}, {@code extension}, {@code browser}
     * @param consequence {@code restart}, {@code start}, {@code roll} where it is restarted in its
     *     turn, or {@code stay} where the node takes it whenever it starts next; null but for one
     *     that differs
     * @param words the same for people
     */
    public record Node(
            String node,
            String change,
            List<String> parts,
            @Nullable String consequence,
            String words) {

        public Node {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The way of a service's nodes to another extension.
     *
     * @param version of the extension
     * @param sha256 as it was added
     * @param nodes how many are to be restarted for it
     * @param atOnce how many of them may be away at the same time
     */
    public record Rollout(String service, String version, String sha256, int nodes, int atOnce) {

        /** The same for people. */
        public String words() {
            return "%s: %d %s for extension %s, %d at a time at most"
                    .formatted(
                            service,
                            nodes,
                            nodes == 1 ? "node is restarted" : "nodes are restarted",
                            version,
                            atOnce);
        }
    }

    /** The document of what a new plan did. */
    public static ReloadDocument of(Replanning what, List<String> warnings) {
        return new ReloadDocument(
                what.nodes().stream().map(ReloadDocument::node).toList(),
                what.atNextStart(),
                warnings,
                what.rollouts().stream().map(ReloadDocument::rollout).toList());
    }

    private static Rollout rollout(RolloutSnapshot rollout) {
        return new Rollout(
                rollout.service(),
                rollout.target().version(),
                rollout.target().sha256(),
                rollout.left() + rollout.away(),
                rollout.most());
    }

    private static Node node(Replanning.Outcome outcome) {
        String node = outcome.node().value();
        String words = ReloadWords.of(outcome);
        return switch (outcome) {
            case Replanning.Unchanged _ -> new Node(node, "unchanged", List.of(), null, words);
            case Replanning.Added _ -> new Node(node, "added", List.of(), null, words);
            case Replanning.Removed _ -> new Node(node, "removed", List.of(), null, words);
            case Replanning.Changed changed ->
                    new Node(
                            node,
                            "changed",
                            changed.parts().stream().sorted().map(Part::label).toList(),
                            changed.consequence().name().toLowerCase(Locale.ROOT),
                            words);
        };
    }

    /** How many of each, on one line. */
    public String summary() {
        return "%d unchanged, %d changed, %d added, %d removed"
                .formatted(count("unchanged"), count("changed"), count("added"), count("removed"));
    }

    private long count(String change) {
        return nodes.stream().filter(node -> node.change().equals(change)).count();
    }

    /** A line for each node that is not as it was, and for all that waits for Lawn's next start. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        nodes.stream()
                .filter(node -> !node.change().equals("unchanged"))
                .map(node -> node.node() + " " + node.words())
                .forEach(lines::add);
        rollouts.stream().map(Rollout::words).forEach(lines::add);
        atNextStart.stream().map(ReloadDocument::later).forEach(lines::add);
        return lines;
    }

    /** In words. */
    public static String later(String key) {
        return key + " changes at the next start of Lawn";
    }
}
