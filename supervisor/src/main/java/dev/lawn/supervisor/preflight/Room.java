package dev.lawn.supervisor.preflight;

import java.util.function.LongFunction;

/**
 * A thing that each node takes the same amount of.
 *
 * @param check the finding's name
 * @param have how much there is
 * @param base what goes before the first node
 * @param perNode what each node takes
 * @param unit how an amount is written
 */
record Room(String check, long have, long base, long perNode, LongFunction<String> unit) {

    private static final LongFunction<String> PLAIN = Long::toString;

    /** Counted in pieces. */
    static Room of(String check, long have, long base, long perNode) {
        return new Room(check, have, base, perNode, PLAIN);
    }

    /** How many nodes fit. */
    long nodes() {
        return Math.max(0, (have - base) / perNode);
    }

    long needed(int nodes) {
        return base + nodes * perNode;
    }

    /**
     * An error where not one of the nodes fits, a warning where not all do.
     *
     * @param nodes how many are to come
     * @param mend what to do, by how much is needed
     */
    Finding finding(int nodes, LongFunction<String> mend) {
        if (have == HostFacts.NO_LIMIT) {
            return Finding.ok(check, "no limit");
        }
        if (nodes() >= nodes) {
            return Finding.ok(check, "%s, room for %s".formatted(unit.apply(have), count(nodes())));
        }
        String found =
                "%s, room for %s"
                        .formatted(unit.apply(have), nodes() == 0 ? "no node" : count(nodes()));
        String wanted =
                "%s %s %s"
                        .formatted(
                                count(nodes),
                                nodes == 1 ? "needs" : "need",
                                unit.apply(needed(nodes)));
        return new Finding(
                nodes() == 0 ? Level.ERROR : Level.WARNING,
                check,
                found,
                wanted,
                mend.apply(needed(nodes)));
    }

    private static String count(long nodes) {
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }
}
