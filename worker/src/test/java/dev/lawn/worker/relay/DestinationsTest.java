package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.HostPattern;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {

    private static final Destinations DESTINATIONS =
            Destinations.of(
                    new ServiceDefinition.Traffic(
                            patterns("director.example.com", "*:4444", "198.51.100.0/24"),
                            patterns("*.example.com", "*.nodes.example.com:80")),
                    List.of(
                            new TargetPattern("api.example.org:443"),
                            new TargetPattern("198.51.100.7:80")));

    private static final Destinations ALL_ELSE =
            Destinations.of(
                    new ServiceDefinition.Traffic(patterns("*"), patterns("*.example.com")),
                    List.of(new TargetPattern("api.example.org:443")));

    private static List<HostPattern> patterns(String... texts) {
        return Stream.of(texts).map(HostPattern::new).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "director.example.com:443, SERVICE",
        "Director.Example.COM.:80, SERVICE",
        "app.example.com:443, CONTROL",
        "app.example.com:4444, CONTROL",
        "example.com:443, OTHER",
        "notexample.com:443, OTHER",
        "203.0.113.9:4444, SERVICE",
        "[2001:db8::9]:4444, SERVICE",
        "203.0.113.9:4445, OTHER",
        "api.example.org:443, CONTROL",
        "api.example.org:80, OTHER",
        "198.51.100.9:80, SERVICE",
        "198.51.100.7:80, CONTROL",
        "198.51.100.7:81, SERVICE"
    })
    void theClosestPatternCounts(String to, Traffic.Destination expected) {
        assertThat(DESTINATIONS.of(Authority.parse(to, 0).orElseThrow())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:1, SERVICE",
        "anything.at.all:443, SERVICE",
        "www.example.com:443, CONTROL",
        "api.example.org:443, CONTROL",
        "api.example.org:80, SERVICE"
    })
    void aStarIsWhateverIsLeft(String to, Traffic.Destination expected) {
        assertThat(ALL_ELSE.of(Authority.parse(to, 0).orElseThrow())).isEqualTo(expected);
    }
}
