package dev.lawn.worker.service;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Step;
import dev.lawn.worker.browser.Sight;

/**
 * How far a sign-in goes, and who hears what it finds on its way. Places are as in service.yaml.
 */
public interface Walk {

    /** All the way, and nobody minds how. */
    Walk WHOLE = new Walk() {};

    /** The page came, or what there is in its place. */
    default void arrived(Sight sight) {}

    /** The step's turn has come. */
    default void begins(String place) {}

    /** The address of an {@code open} was gone to. */
    default void opened(String place, Step.Open step) {}

    /** What the step wants was there. Said again where it is looked for again. */
    default void matched(String place, Step step, Sight.Hit hit) {}

    /** What a {@code dismiss} wants did not show in its time. */
    default void absent(String place, Step step) {}

    /** Something in the way was clicked. */
    default void dismissed(Element element, Sight.Hit hit) {}

    /** Whether this may be typed; where not, the walk ends once its field is there. */
    default boolean mayType(Step.Field field) {
        return true;
    }

    /** The field is there, and may not be typed into. */
    default void ends(String place, Step.Field field) {}
}
