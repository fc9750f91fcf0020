package dev.lawn.supervisor.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lawn probe --json} prints; a contract for scripts.
 *
 * @param node whose way out and e-mail address were used; null for the host's own, and none
 * @param places of service.yaml, in the order in which they were come to
 * @param outcome {@code fine}, {@code failed} where the site is not as the definition says, {@code
 *     broken} where the probe itself came to nothing, {@code stopped}
 * @param reason as in docs/operations.md; null but where it failed
 * @param detail for people; null where there is nothing to say
 * @param pages files with pictures and outlines of pages
 */
public record ProbeDocument(
        String service,
        @Nullable String node,
        List<Place> places,
        String outcome,
        @Nullable String reason,
        @Nullable String detail,
        List<String> pages) {

    public ProbeDocument {
        places = List.copyOf(places);
        pages = List.copyOf(pages);
    }

    /**
     * What was found at one place.
     *
     * @param verdict as in docs/protocol.md
     */
    public record Place(String place, String verdict, String detail) {}
}
