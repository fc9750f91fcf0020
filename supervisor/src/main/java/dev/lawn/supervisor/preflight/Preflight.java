package dev.lawn.supervisor.preflight;

import java.util.List;
import java.util.stream.Stream;

/**
 * Judges a host. Pure: the same facts give the same findings.
 *
 * <pre>{@code
 * List<Finding> findings = Preflight.check(probe.read(), Wanted.of(plan));
 * }</pre>
 */
public final class Preflight {

    private Preflight() {}

    /** Every finding, those that are fine included, in a fixed order. */
    public static List<Finding> check(HostFacts facts, Wanted wanted) {
        return Stream.of(
                        ResourceChecks.of(facts, wanted),
                        ProgramChecks.of(facts),
                        HostChecks.of(facts))
                .flatMap(List::stream)
                .toList();
    }
}
