package dev.lawn.supervisor.config;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.StatusPage.ShownNumber;
import dev.lawn.common.service.StatusPage.ShownText;
import dev.lawn.common.service.StatusPage.ShownWord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code status.page} of a service.yaml.
 *
 * @param addresses reads where the page is
 */
record StatusPageReader(AddressReader addresses) {

    private static final List<String> VALUES =
            List.of("connected", "network_quality", "points", "devices", "uptime");

    /** Each time is a page load through a proxy that is paid for by the byte. */
    private static final Duration MOST_OFTEN = Duration.ofMinutes(1);

    Optional<StatusPage> read(Cursor at) {
        return at.mapping(
                        "open",
                        "every",
                        "connected",
                        "network_quality",
                        "points",
                        "devices",
                        "uptime")
                .flatMap(this::read);
    }

    private Optional<StatusPage> read(Mapping page) {
        Optional<URI> open = page.require("open").flatMap(addresses::read);
        Optional<Duration> every = page.require("every").flatMap(StatusPageReader::every);
        Optional<ShownWord> connected = page.find("connected").flatMap(StatusPageReader::word);
        Optional<ShownNumber> quality =
                page.find("network_quality").flatMap(StatusPageReader::partOfAWhole);
        Optional<ShownText> points = page.find("points").flatMap(StatusPageReader::text);
        Optional<ShownText> devices = page.find("devices").flatMap(StatusPageReader::text);
        Optional<ShownText> uptime = page.find("uptime").flatMap(StatusPageReader::text);
        if (VALUES.stream().noneMatch(key -> page.find(key).isPresent())) {
            page.at()
                    .problem(
                            "nothing is read from this page; add one of "
                                    + String.join(", ", VALUES));
        }
        return All.present(open, every)
                ? Optional.of(
                        new StatusPage(
                                open.get(),
                                every.get(),
                                connected.orElse(null),
                                quality.orElse(null),
                                points.orElse(null),
                                devices.orElse(null),
                                uptime.orElse(null)))
                : Optional.empty();
    }

    private static Optional<Duration> every(Cursor at) {
        Optional<Duration> every = Scalars.duration(at);
        return every.filter(time -> time.compareTo(MOST_OFTEN) < 0).isPresent()
                ? at.refuse(
                        "is too often, since each time loads the page through the node's proxy;"
                                + " write 10m, or 1m at least")
                : every;
    }

    private static Optional<ShownWord> word(Cursor at) {
        return at.mapping("find", "pattern", "is").flatMap(StatusPageReader::word);
    }

    private static Optional<ShownWord> word(Mapping word) {
        Optional<ShownText> text = text(word);
        Optional<String> is = word.require("is").flatMap(Cursor::text);
        return All.present(text, is)
                ? Optional.of(new ShownWord(text.get(), is.get()))
                : Optional.empty();
    }

    private static Optional<ShownNumber> partOfAWhole(Cursor at) {
        return at.mapping("find", "pattern", "of").flatMap(StatusPageReader::partOfAWhole);
    }

    private static Optional<ShownNumber> partOfAWhole(Mapping number) {
        Optional<ShownText> text = text(number);
        Optional<Double> of = number.require("of").flatMap(Scalars::positive);
        return All.present(text, of)
                ? Optional.of(new ShownNumber(text.get(), of.get()))
                : Optional.empty();
    }

    private static Optional<ShownText> text(Cursor at) {
        return at.mapping("find", "pattern").flatMap(StatusPageReader::text);
    }

    private static Optional<ShownText> text(Mapping text) {
        Optional<Element> find = text.require("find").flatMap(ElementReader::read);
        Optional<String> pattern = text.find("pattern").flatMap(StatusPageReader::pattern);
        return find.map(element -> new ShownText(element, pattern.orElse(null)));
    }

    private static Optional<String> pattern(Cursor at) {
        return at.text().flatMap(text -> pattern(at, text));
    }

    private static Optional<String> pattern(Cursor at, String text) {
        try {
            int groups = Pattern.compile(text).matcher("").groupCount();
            return groups == 1
                    ? Optional.of(text)
                    : at.refuse(
                            "has %d groups; write one, around what counts, such as ([0-9.,]+), and (?:…) for others"
                                    .formatted(groups));
        } catch (PatternSyntaxException e) {
            return at.refuse(
                    "\"%s\" is no regular expression: %s".formatted(text, e.getDescription()));
        }
    }
}
