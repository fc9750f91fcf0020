package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Beat;
import dev.lawn.common.service.ServiceDefinition.Status;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.service.StatusPage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The section {@code status} of a service.yaml. */
final class StatusReader {

    private StatusReader() {}

    /**
     * @param addresses reads where its page is
     */
    static Optional<Status> read(Cursor at, AddressReader addresses) {
        return at.mapping(
                        "connected",
                        "network_quality",
                        "points",
                        "devices",
                        "uptime",
                        "authorization",
                        "api",
                        "beat",
                        "page")
                .flatMap(status -> read(status, new StatusPageReader(addresses)));
    }

    private static Optional<Status> read(Mapping status, StatusPageReader pages) {
        List<StoredWord> connected = sources(status, "connected", StatusReader::word);
        StoredNumbers numbers =
                new StoredNumbers(
                        sources(status, "network_quality", StatusReader::partOfAWhole),
                        sources(status, "points", StatusReader::number),
                        sources(status, "devices", StatusReader::number),
                        sources(status, "uptime", StatusReader::number));
        Optional<String> authorization = status.find("authorization").flatMap(Cursor::text);
        List<ApiRequest> requests =
                status.find("api").stream()
                        .flatMap(at -> at.elements().stream())
                        .flatMap(at -> RequestReader.read(at).stream())
                        .toList();
        Optional<Beat> beat = status.find("beat").flatMap(StatusReader::beat);
        Optional<StatusPage> page = status.find("page").flatMap(pages::read);
        if (requests.stream().map(ApiRequest::connected).allMatch(Objects::isNull)
                && page.map(StatusPage::connected).isEmpty()
                && status.require("connected").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Status(
                        connected,
                        numbers,
                        authorization.orElse(null),
                        requests,
                        beat.orElse(null),
                        page.orElse(null)));
    }

    /** One source, or several in order of trust. */
    private static <T> List<T> sources(
            Mapping status, String key, Function<Mapping, Optional<T>> source) {
        return status.find(key).stream()
                .flatMap(at -> at.oneOrMore().stream())
                .flatMap(at -> at.mappingOfAnyKeys().stream())
                .flatMap(mapping -> source.apply(mapping).stream())
                .toList();
    }

    private static Optional<StoredWord> word(Mapping word) {
        word.allowOnly(List.of("stored", "is"));
        Optional<String> key = word.require("stored").flatMap(Cursor::text);
        Optional<String> is = word.require("is").flatMap(Cursor::text);
        return All.present(key, is)
                ? Optional.of(new StoredWord(key.get(), is.get()))
                : Optional.empty();
    }

    private static Optional<StoredNumber> partOfAWhole(Mapping number) {
        number.allowOnly(List.of("stored", "of"));
        Optional<String> key = number.require("stored").flatMap(Cursor::text);
        Optional<Double> of = number.require("of").flatMap(Scalars::positive);
        return All.present(key, of)
                ? Optional.of(new StoredNumber(key.get(), of.get()))
                : Optional.empty();
    }

    private static Optional<StoredNumber> number(Mapping number) {
        number.allowOnly(List.of("stored"));
        return number.require("stored").flatMap(Cursor::text).map(key -> new StoredNumber(key, 1));
    }

    private static Optional<Beat> beat(Cursor at) {
        return at.mapping("stored", "every").flatMap(StatusReader::beat);
    }

    private static Optional<Beat> beat(Mapping beat) {
        Optional<String> key = beat.require("stored").flatMap(Cursor::text);
        Optional<Duration> every = beat.require("every").flatMap(Scalars::duration);
        return All.present(key, every)
                ? Optional.of(new Beat(key.get(), every.get()))
                : Optional.empty();
    }
}
