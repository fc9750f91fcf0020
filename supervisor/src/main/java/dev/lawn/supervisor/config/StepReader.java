package dev.lawn.supervisor.config;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Step;
import dev.lawn.common.service.Step.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step of a sign-in in a service.yaml. */
final class StepReader {

    private static final Map<String, Field> FIELDS =
            Map.of("email", Field.EMAIL, "password", Field.PASSWORD);

    private static final List<String> STEPS =
            List.of("open", "dismiss", "fill", "click", "wait_for", "either");

    private final AddressReader addresses;

    /**
     * @param addresses reads where an {@code open} goes
     */
    StepReader(AddressReader addresses) {
        this.addresses = addresses;
    }

    Optional<Step> read(Cursor at) {
        return at.mapping("open", "dismiss", "fill", "click", "wait_for", "either", "with")
                .flatMap(step -> step.oneOf(STEPS).flatMap(action -> read(step, action)));
    }

    private Optional<Step> read(Mapping step, Map.Entry<String, Cursor> action) {
        Cursor at = action.getValue();
        if (action.getKey().equals("fill")) {
            return fill(step, ElementReader.read(at));
        }
        step.find("with").ifPresent(with -> with.problem("goes only with fill; remove it"));
        return switch (action.getKey()) {
            case "open" -> addresses.read(at).map(Step.Open::new);
            case "dismiss" -> ElementReader.read(at).map(Step.Dismiss::new);
            case "click" -> ElementReader.read(at).map(Step.Click::new);
            case "wait_for" -> ElementReader.read(at).map(Step.WaitFor::new);
            default -> All.oneOrMore(at, "way", this::way).map(Step.Either::new);
        };
    }

    private static Optional<Step> fill(Mapping step, Optional<Element> element) {
        Optional<Field> field = step.require("with").flatMap(at -> Scalars.oneOf(at, FIELDS));
        return All.present(element, field)
                ? Optional.of(new Step.Fill(element.get(), field.get()))
                : Optional.empty();
    }

    private Optional<Step.Way> way(Cursor at) {
        return at.mapping("when", "steps").flatMap(this::way);
    }

    private Optional<Step.Way> way(Mapping way) {
        Optional<Element> when = way.require("when").flatMap(ElementReader::read);
        Optional<List<Step>> steps = way.require("steps").flatMap(at -> All.each(at, this::read));
        return All.present(when, steps)
                ? Optional.of(new Step.Way(when.get(), steps.get()))
                : Optional.empty();
    }
}
