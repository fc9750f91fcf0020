package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.ApiAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account's list of devices against the extension's word. */
class ListingTest {

    private static final String HERE = "203.0.113.9";
    private static final String ELSEWHERE = "203.0.113.10";
    private static final Duration API = Duration.ofSeconds(2);

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private Optional<String> exitIp = Optional.of(HERE);
    private StatusReader reader;

    @BeforeEach
    void connect() throws InterruptedException {
        extension.storage.put("accessToken", "t");
        reader = new FakeBrowser(extension).reader(Services.at("http://site", "/ext", "id"), time);
        say("CONNECTED");
    }

    private void say(String word) {
        extension.storage.put("status", word);
        extension.storage.put("beat", Long.toString(time.nanos()));
    }

    /** A whole round: the reader asks, and is answered that list. */
    private @Nullable Boolean listed(String... addresses) throws InterruptedException {
        return round(new ApiAnswer(200, Map.of(), Optional.of(List.of(addresses))));
    }

    private @Nullable Boolean round(ApiAnswer devices) throws InterruptedException {
        time.advance(API);
        extension.storage.put("beat", Long.toString(time.nanos()));
        reader.read(exitIp);
        extension.answers = Optional.of(List.of(ApiAnswer.of(200), devices));
        return reader.read(exitIp).listed();
    }

    @Test
    void isListedAsSoonAsAListHasIt() throws InterruptedException {
        assertThat(listed(ELSEWHERE, HERE)).isTrue();
    }

    @Test
    void hasItsTimeToBeListedAndOneListMayLagBehind() throws InterruptedException {
        assertThat(listed(ELSEWHERE)).as("just connected").isNull();
        assertThat(listed(ELSEWHERE)).as("2 s after it connected").isNull();
        assertThat(listed(ELSEWHERE)).as("4 s, the first list that counts").isNull();
        assertThat(listed(ELSEWHERE)).isFalse();
        assertThat(listed(ELSEWHERE, HERE)).as("back").isTrue();
    }

    @Test
    void isMissedOnlyTwiceInARow() throws InterruptedException {
        assertThat(listed(HERE)).isTrue();
        assertThat(listed(HERE)).isTrue();
        assertThat(listed()).isTrue();
        assertThat(listed(HERE)).isTrue();
        assertThat(listed()).isTrue();
        assertThat(listed()).isFalse();
    }

    @Test
    void aFailingApiChangesNothingUntilItsWordIsOld() throws InterruptedException {
        assertThat(listed(HERE)).isTrue();
        assertThat(round(ApiAnswer.of(500))).isTrue();
        assertThat(round(ApiAnswer.of(0))).isTrue();
        for (int i = 0; i < 10; i++) {
            round(ApiAnswer.of(500));
        }
        assertThat(round(ApiAnswer.of(500))).as("after three periods and 20 s").isNull();
    }

    @Test
    void isNoMatterWhileItIsNotConnected() throws InterruptedException {
        listed(ELSEWHERE);
        listed(ELSEWHERE);
        listed(ELSEWHERE);
        assertThat(listed(ELSEWHERE)).isFalse();
        say("CONNECTING");
        assertThat(reader.read(exitIp).listed()).isNull();
        say("CONNECTED");
        assertThat(listed(ELSEWHERE)).as("begins anew").isNull();
    }

    @Test
    void anotherExitIpHasItsOwnTime() throws InterruptedException {
        assertThat(listed(HERE)).isTrue();
        exitIp = Optional.empty();
        assertThat(listed(HERE)).as("unknown").isNull();
        exitIp = Optional.of(ELSEWHERE);
        assertThat(listed(HERE)).isNull();
        assertThat(listed(ELSEWHERE)).isTrue();
    }

    @Test
    void aListWithoutAddressesSaysNothing() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(listed("", "203.0.113.xxx")).isNull();
        }
    }

    @Test
    void anEmptyListIsAList() throws InterruptedException {
        listed();
        listed();
        listed();
        assertThat(listed()).isFalse();
    }

    @Test
    void addressesMayBeWrittenInMoreThanOneWay() throws InterruptedException {
        exitIp = Optional.of("2001:db8:0:0:0:0:0:1");
        assertThat(listed("2001:DB8::1")).isTrue();
    }
}
