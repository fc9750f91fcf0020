package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Beat;
import dev.lawn.common.service.ServiceDefinition.Status;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The section {@code status} of a service.yaml. */
final class StatusReader {

    private StatusReader() {}

    static Optional<Status> read(Cursor at) {
        return at.mapping("connected", "network_quality", "authorization", "api", "beat")
                .flatMap(StatusReader::read);
    }

    private static Optional<Status> read(Mapping status) {
        Optional<StoredWord> connected =
                status.require("connected").flatMap(StatusReader::storedWord);
        Optional<StoredNumber> quality =
                status.find("network_quality").flatMap(StatusReader::storedNumber);
        Optional<String> authorization = status.find("authorization").flatMap(Cursor::text);
        List<ApiRequest> requests =
                status.find("api").stream()
                        .flatMap(at -> at.elements().stream())
                        .flatMap(at -> request(at).stream())
                        .toList();
        Optional<Beat> beat = status.find("beat").flatMap(StatusReader::beat);
        return connected.map(
                word ->
                        new Status(
                                word,
                                quality.orElse(null),
                                authorization.orElse(null),
                                requests,
                                beat.orElse(null)));
    }

    private static Optional<StoredWord> storedWord(Cursor at) {
        return at.mapping("stored", "is").flatMap(StatusReader::storedWord);
    }

    private static Optional<StoredWord> storedWord(Mapping word) {
        Optional<String> key = word.require("stored").flatMap(Cursor::text);
        Optional<String> is = word.require("is").flatMap(Cursor::text);
        return All.present(key, is)
                ? Optional.of(new StoredWord(key.get(), is.get()))
                : Optional.empty();
    }

    private static Optional<StoredNumber> storedNumber(Cursor at) {
        return at.mapping("stored", "of").flatMap(StatusReader::storedNumber);
    }

    private static Optional<StoredNumber> storedNumber(Mapping number) {
        Optional<String> key = number.require("stored").flatMap(Cursor::text);
        Optional<Double> of = number.require("of").flatMap(Scalars::positive);
        return All.present(key, of)
                ? Optional.of(new StoredNumber(key.get(), of.get()))
                : Optional.empty();
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

    private static Optional<ApiRequest> request(Cursor at) {
        return at.mapping("get", "points", "devices").flatMap(StatusReader::request);
    }

    private static Optional<ApiRequest> request(Mapping request) {
        Optional<URI> get = request.require("get").flatMap(Scalars::httpUrl);
        Optional<String> points = request.find("points").flatMap(StatusReader::pointer);
        Optional<String> devices = request.find("devices").flatMap(StatusReader::pointer);
        if (request.find("points").isEmpty() && request.find("devices").isEmpty()) {
            request.at().problem("nothing is read from this answer; add points or devices");
        }
        return get.map(url -> new ApiRequest(url, points.orElse(null), devices.orElse(null)));
    }

    private static Optional<String> pointer(Cursor at) {
        Optional<String> pointer = at.text();
        if (pointer.filter(text -> !text.startsWith("/")).isPresent()) {
            return at.refuse(
                    "\"%s\" is no JSON pointer; write /result/data/totalPoints"
                            .formatted(pointer.get()));
        }
        return pointer;
    }
}
