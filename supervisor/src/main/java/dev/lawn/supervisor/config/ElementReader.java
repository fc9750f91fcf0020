package dev.lawn.supervisor.config;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.Element.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

/** An element of a page in a service.yaml: one selector, or a list of them. */
final class ElementReader {

    private static final Map<String, By> WAYS =
            Arrays.stream(By.values())
                    .collect(
                            Collectors.toMap(
                                    by -> by.name().toLowerCase(Locale.ROOT), Function.identity()));

    private static final List<String> WAY_NAMES =
            Arrays.stream(By.values()).map(by -> by.name().toLowerCase(Locale.ROOT)).toList();

    private static final String ALERT = By.ALERT.name().toLowerCase(Locale.ROOT);

    private static final List<String> ELEMENT_WAYS =
            WAY_NAMES.stream().filter(way -> !way.equals(ALERT)).toList();

    private static final String[] KEYS =
            Stream.concat(WAY_NAMES.stream(), Stream.of("named")).toArray(String[]::new);

    /** Those of ARIA that a sign-in page has. The worker's look.js knows what has them. */
    private static final Map<String, String> ROLES =
            Stream.of(
                            "alert",
                            "alertdialog",
                            "button",
                            "checkbox",
                            "combobox",
                            "dialog",
                            "heading",
                            "img",
                            "link",
                            "menuitem",
                            "radio",
                            "searchbox",
                            "status",
                            "switch",
                            "tab",
                            "textbox")
                    .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private ElementReader() {}

    static Optional<Element> read(Cursor at) {
        return read(at, ElementReader::selector);
    }

    /** One that need only be seen, so what a box said is as good. */
    static Optional<Element> readOrAlert(Cursor at) {
        return read(at, ElementReader::selectorOrAlert);
    }

    private static Optional<Element> read(
            Cursor at, Function<Cursor, Optional<Selector>> selector) {
        Optional<List<Selector>> selectors =
                at.isList()
                        ? All.oneOrMore(at, "selector", selector)
                        : selector.apply(at).map(List::of);
        return selectors.map(Element::new);
    }

    private static Optional<Selector> selector(Cursor at) {
        return at.mapping(KEYS).flatMap(ElementReader::selector);
    }

    private static Optional<Selector> selector(Mapping all) {
        Optional<Cursor> alert = all.find(ALERT);
        return alert.isPresent()
                ? alert.get()
                        .refuse(
                                "goes only into sign_in.outcomes; the box is closed when it is read")
                : selector(all, ELEMENT_WAYS);
    }

    private static Optional<Selector> selectorOrAlert(Cursor at) {
        return at.mapping(KEYS).flatMap(all -> selector(all, WAY_NAMES));
    }

    private static Optional<Selector> selector(Mapping all, List<String> ways) {
        return all.oneOf(ways).flatMap(way -> selector(all, way));
    }

    private static Optional<Selector> selector(Mapping all, Map.Entry<String, Cursor> way) {
        By by = WAYS.get(way.getKey());
        if (by == null) {
            return Optional.empty();
        }
        Optional<String> value = value(by, way.getValue());
        if (by != By.ROLE) {
            all.find("named").ifPresent(at -> at.problem("goes only with role; remove it"));
            return value.map(text -> new Selector(by, text, null));
        }
        Optional<String> named = all.find("named").flatMap(Cursor::text);
        return value.map(text -> new Selector(by, text, named.orElse(null)));
    }

    private static Optional<String> value(By by, Cursor at) {
        return switch (by) {
            case NAME, BUTTON, TEXT, ALERT -> at.text();
            case CSS -> at.text().flatMap(text -> css(at, text));
            case XPATH -> at.text().flatMap(text -> xpath(at, text));
            case ROLE -> Scalars.oneOf(at, ROLES);
        };
    }

    private static Optional<String> css(Cursor at, String text) {
        Optional<String> mistake = CssText.mistake(text);
        return mistake.isEmpty()
                ? Optional.of(text)
                : at.refuse("\"%s\" is no CSS selector: %s".formatted(text, mistake.get()));
    }

    /** The browser's XPath is the same version as the JDK's; of CSS there is no such reader. */
    private static Optional<String> xpath(Cursor at, String text) {
        try {
            return Optional.ofNullable(XPathFactory.newInstance().newXPath().compile(text))
                    .map(_ -> text);
        } catch (XPathExpressionException e) {
            String why = String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
            return at.refuse("\"%s\" is no XPath expression: %s".formatted(text, why.strip()));
        }
    }
}
