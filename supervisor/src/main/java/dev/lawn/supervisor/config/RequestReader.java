package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition.AnsweredNumber;
import dev.lawn.common.service.ServiceDefinition.AnsweredWord;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.ListedBy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An element of {@code status.api} of a service.yaml. */
final class RequestReader {

    private static final List<String> VALUES =
            List.of("connected", "network_quality", "points", "devices", "uptime");

    private RequestReader() {}

    static Optional<ApiRequest> read(Cursor at) {
        return at.mapping(
                        "get",
                        "connected",
                        "network_quality",
                        "points",
                        "devices",
                        "uptime",
                        "listed_by")
                .flatMap(RequestReader::read);
    }

    private static Optional<ApiRequest> read(Mapping request) {
        Optional<URI> get = request.require("get").flatMap(Scalars::httpUrl);
        Optional<AnsweredWord> connected =
                request.find("connected").flatMap(RequestReader::answeredWord);
        Optional<AnsweredNumber> quality =
                request.find("network_quality").flatMap(RequestReader::answeredNumber);
        Optional<String> points = request.find("points").flatMap(RequestReader::pointer);
        Optional<String> devices = request.find("devices").flatMap(RequestReader::pointer);
        Optional<String> uptime = request.find("uptime").flatMap(RequestReader::pointer);
        Optional<ListedBy> listedBy = request.find("listed_by").flatMap(RequestReader::listedBy);
        check(request);
        return get.map(
                url ->
                        new ApiRequest(
                                url,
                                connected.orElse(null),
                                quality.orElse(null),
                                points.orElse(null),
                                devices.orElse(null),
                                uptime.orElse(null),
                                listedBy.orElse(null)));
    }

    private static void check(Mapping request) {
        if (VALUES.stream().noneMatch(key -> request.find(key).isPresent())) {
            request.at()
                    .problem(
                            "nothing is read from this answer; add one of "
                                    + String.join(", ", VALUES));
        }
        request.find("listed_by")
                .filter(_ -> request.find("devices").isEmpty())
                .ifPresent(at -> at.problem("there is no list to look in; add devices beside it"));
    }

    private static Optional<AnsweredWord> answeredWord(Cursor at) {
        return at.mapping("at", "is").flatMap(RequestReader::answeredWord);
    }

    private static Optional<AnsweredWord> answeredWord(Mapping word) {
        Optional<String> pointer = word.require("at").flatMap(RequestReader::pointer);
        Optional<String> is = word.require("is").flatMap(Cursor::text);
        return All.present(pointer, is)
                ? Optional.of(new AnsweredWord(pointer.get(), is.get()))
                : Optional.empty();
    }

    private static Optional<AnsweredNumber> answeredNumber(Cursor at) {
        return at.mapping("at", "of").flatMap(RequestReader::answeredNumber);
    }

    private static Optional<AnsweredNumber> answeredNumber(Mapping number) {
        Optional<String> pointer = number.require("at").flatMap(RequestReader::pointer);
        Optional<Double> of = number.require("of").flatMap(Scalars::positive);
        return All.present(pointer, of)
                ? Optional.of(new AnsweredNumber(pointer.get(), of.get()))
                : Optional.empty();
    }

    private static Optional<ListedBy> listedBy(Cursor at) {
        return at.mapping("ip", "within").flatMap(RequestReader::listedBy);
    }

    private static Optional<ListedBy> listedBy(Mapping listed) {
        Optional<String> ip = listed.require("ip").flatMap(RequestReader::pointer);
        Optional<Duration> within = listed.require("within").flatMap(Scalars::duration);
        return All.present(ip, within)
                ? Optional.of(new ListedBy(ip.get(), within.get()))
                : Optional.empty();
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
