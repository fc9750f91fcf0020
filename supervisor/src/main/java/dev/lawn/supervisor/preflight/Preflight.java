package dev.lawn.supervisor.preflight;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges a host. Pure: the same facts give the same findings.
 *
 * <pre>{@code
 * List<Finding> findings = Preflight.check(probe.read(), Wanted.of(plan));
 * }</pre>
 */
public final class Preflight {

    /** What comes and goes, or keeps some nodes only; each start of a node looks by itself. */
    private static final Set<String> PASSING = Set.of("memory", "disk", "inodes", "bind");

    private Preflight() {}

    /**
     * The same findings for who is about to begin: a shortage that may pass must not keep a service
     * down for good.
     */
    public static List<Finding> forStart(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.isError() && PASSING.contains(f.check()) ? f.asWarning() : f)
                .toList();
    }

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
