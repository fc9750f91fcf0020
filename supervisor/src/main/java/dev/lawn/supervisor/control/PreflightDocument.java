package dev.lawn.supervisor.control;

import dev.lawn.supervisor.preflight.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lawn doctor --json} prints; a contract for scripts.
 *
 * @param fine whether nothing is an error
 */
public record PreflightDocument(boolean fine, int nodes, List<Item> findings) {

    public PreflightDocument {
        findings = List.copyOf(findings);
    }

    /**
     * One finding.
     *
     * @param level {@code ok}, {@code warning} or {@code error}
     * @param needed null where all is well
     * @param mend null where all is well
     */
    public record Item(
            String level,
            String check,
            String found,
            @Nullable String needed,
            @Nullable String mend) {}

    /**
     * The document of these findings.
     *
     * @param nodes how many the host was checked for
     */
    public static PreflightDocument of(int nodes, List<Finding> findings) {
        return new PreflightDocument(
                findings.stream().noneMatch(Finding::isError),
                nodes,
                findings.stream().map(PreflightDocument::item).toList());
    }

    private static Item item(Finding finding) {
        return new Item(
                finding.level().label(),
                finding.check(),
                finding.found(),
                finding.needed(),
                finding.mend());
    }
}
