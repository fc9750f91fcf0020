package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.ApiAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReaderTest {

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private final StatusReader reader =
            new StatusReader(Services.at("http://site", "/ext", "id"), extension, time);

    @Test
    void whatIsNotStoredIsUnknown() throws InterruptedException {
        assertThat(reader.read()).isEqualTo(new Status(null, null, null, null));
    }

    @Test
    void readsTheStoredWordAndNumber() throws InterruptedException {
        extension.storage.put("status", "CONNECTED");
        extension.storage.put("score", "87");
        assertThat(reader.read()).isEqualTo(new Status(true, 0.87, null, null));
        extension.storage.put("status", "CONNECTING");
        extension.storage.put("score", "n/a");
        assertThat(reader.read()).isEqualTo(new Status(false, null, null, null));
        extension.storage.put("score", "8700");
        assertThat(reader.read().networkQuality()).isNull();
    }

    @Test
    void asksTheApiAtItsOwnPaceAndTakesAnswersWhenTheyCome() throws InterruptedException {
        reader.read();
        reader.read();
        assertThat(extension.asked).isEqualTo(1);
        extension.answers =
                Optional.of(List.of(new ApiAnswer(200, 12.5, null), new ApiAnswer(200, null, 3)));
        assertThat(reader.read()).isEqualTo(new Status(null, null, 12.5, 3));
        assertThat(reader.read().points()).as("until the next answer").isEqualTo(12.5);
        time.advance(Duration.ofSeconds(2));
        reader.read();
        assertThat(extension.asked).isEqualTo(2);
    }

    @Test
    void aFailedAnswerIsUnknownAndNotZero() throws InterruptedException {
        reader.read();
        extension.answers =
                Optional.of(List.of(new ApiAnswer(500, null, null), new ApiAnswer(0, null, null)));
        assertThat(reader.read()).isEqualTo(new Status(null, null, null, null));
        assertThat(reader.isSignedOut()).isFalse();
    }

    @Test
    void isSignedOutWhereTheApiSaysSo() throws InterruptedException {
        extension.storage.put("accessToken", "t");
        reader.read();
        extension.answers = Optional.of(List.of(new ApiAnswer(401, null, null)));
        reader.read();
        assertThat(reader.isSignedOut()).isTrue();
    }

    @Test
    void isSignedOutWhereTheExtensionStaysWithoutASession() throws InterruptedException {
        reader.read();
        reader.read();
        assertThat(reader.isSignedOut()).isFalse();
        reader.read();
        assertThat(reader.isSignedOut()).isTrue();
    }
}
