package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.ServiceDefinition.AnsweredNumber;
import dev.lawn.common.service.ServiceDefinition.AnsweredWord;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.ApiAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which source of a value is believed. */
class SourcesTest {

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private StatusReader reader;

    @BeforeEach
    void start() throws InterruptedException {
        reader =
                new FakeBrowser(extension)
                        .reader(
                                Services.withStatus(
                                        List.of(
                                                new StoredWord("wynd:status", "CONNECTED"),
                                                new StoredWord("isConnected", "true")),
                                        new StoredNumbers(
                                                List.of(
                                                        new StoredNumber("score", 100),
                                                        new StoredNumber("ratio", 1)),
                                                List.of(new StoredNumber("earned", 1)),
                                                List.of(new StoredNumber("count", 1)),
                                                List.of(new StoredNumber("seconds", 1))),
                                        List.of(request("a"), request("b"))),
                                time);
    }

    private static ApiRequest request(String name) {
        return new ApiRequest(
                URI.create("http://site/" + name),
                new AnsweredWord("/state", "ON"),
                new AnsweredNumber("/quality", 10),
                "/points",
                "/devices",
                "/uptime",
                null);
    }

    private Status read() throws InterruptedException {
        return reader.read(Optional.empty());
    }

    private Status answered(Map<String, String> first, Map<String, String> second)
            throws InterruptedException {
        read();
        extension.answers =
                Optional.of(
                        List.of(
                                new ApiAnswer(200, first, Optional.empty()),
                                new ApiAnswer(200, second, Optional.empty())));
        return read();
    }

    @Test
    void theFirstStoredWordThereIsDecides() throws InterruptedException {
        extension.storage.put("isConnected", "true");
        assertThat(read().connected()).isTrue();
        extension.storage.put("wynd:status", "DEAD");
        assertThat(read().connected()).isFalse();
    }

    @Test
    void storedNumbersMayBeWrittenForPeople() throws InterruptedException {
        extension.storage.putAll(
                Map.of("score", "83 %", "earned", "1.234,5", "count", "3", "seconds", "12.3k"));
        assertThat(read()).isEqualTo(new Status(null, 0.83, 1234.5, 3, 12_300L, null));
    }

    @Test
    void aSourceThatSaysNothingCertainLeavesItToTheNext() throws InterruptedException {
        extension.storage.putAll(Map.of("score", "8700", "ratio", "0.5"));
        assertThat(read().networkQuality()).isEqualTo(0.5);
        extension.storage.put("earned", "1,234");
        assertThat(answered(Map.of("/points", "n/a"), Map.of("/points", "12.5")).points())
                .isEqualTo(12.5);
    }

    @Test
    void whatIsStoredComesBeforeWhatTheApiSays() throws InterruptedException {
        extension.storage.put("earned", "7");
        Status status =
                answered(
                        Map.of("/points", "12.5", "/quality", "9", "/devices", "2"),
                        Map.of("/uptime", "60", "/devices", "5"));
        assertThat(status).isEqualTo(new Status(null, 0.9, 7.0, 2, 60L, null));
    }

    @Test
    void theApiSaysWhoIsConnectedOnlyWhereNothingIsStored() throws InterruptedException {
        assertThat(answered(Map.of("/state", "ON"), Map.of()).connected()).isTrue();
        extension.storage.put("wynd:status", "CONNECTING");
        assertThat(read().connected()).isFalse();
    }

    @Test
    void noAnswerStandsInForAWordOfBefore() throws InterruptedException {
        extension.storage.put("wynd:status", "CONNECTED");
        start();
        assertThat(answered(Map.of("/state", "ON"), Map.of()).connected()).isNull();
    }

    @Test
    void whatCannotBeIsUnknown() throws InterruptedException {
        Status status =
                answered(
                        Map.of("/quality", "11", "/devices", "2.5", "/uptime", "-1"),
                        Map.of("/quality", "-1", "/devices", "-1", "/uptime", "true"));
        assertThat(status).isEqualTo(new Status(null, null, null, null, null, null));
    }
}
