package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.BrowserFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusReaderTest {

    private static final Duration API = Duration.ofSeconds(2);
    private static final String POINTS = "/result/data/points";
    private static final String UPTIME = "/result/data/uptime";
    private static final String DEVICES = "/result/data";
    private static final Status UNKNOWN = new Status(null, null, null, null, null, null);

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private StatusReader reader;

    @BeforeEach
    void start() throws InterruptedException {
        reader = fromNowOn();
    }

    private StatusReader fromNowOn() throws InterruptedException {
        return new FakeBrowser(extension).reader(Services.at("http://site", "/ext", "id"), time);
    }

    /** A whole round: the reader asks, and is answered. */
    private Status answered(ApiAnswer... answers) throws InterruptedException {
        time.advance(API);
        read();
        extension.answers = Optional.of(List.of(answers));
        return read();
    }

    private static ApiAnswer status(int status) {
        return ApiAnswer.of(status);
    }

    private static ApiAnswer found(Map<String, String> values) {
        return new ApiAnswer(200, values, Optional.empty());
    }

    private Status read() throws InterruptedException {
        return reader.read(Optional.empty());
    }

    @Test
    void whatIsNotStoredIsUnknown() throws InterruptedException {
        assertThat(read()).isEqualTo(UNKNOWN);
    }

    @Test
    void readsTheStoredWordAndNumber() throws InterruptedException {
        extension.storage.put("status", "CONNECTED");
        extension.storage.put("score", "87");
        assertThat(read()).isEqualTo(new Status(true, 0.87, null, null, null, null));
        extension.storage.put("status", "CONNECTING");
        extension.storage.put("score", "n/a");
        assertThat(read()).isEqualTo(new Status(false, null, null, null, null, null));
        extension.storage.put("score", "8700");
        assertThat(read().networkQuality()).isNull();
    }

    @Test
    void takesNoWordThatWasStoredBefore() throws InterruptedException {
        extension.storage.put("status", "CONNECTED");
        reader = fromNowOn();
        assertThat(read().connected()).isNull();
        extension.storage.put("status", "CONNECTING");
        assertThat(read().connected()).isFalse();
        extension.storage.put("status", "CONNECTED");
        assertThat(read().connected()).as("the same word, written anew").isTrue();
    }

    @Test
    void takesAWordThatStandsOnlyOnceItBeats() throws InterruptedException {
        extension.storage.put("status", "CONNECTED");
        extension.storage.put("beat", "1");
        reader = fromNowOn();
        time.advance(Duration.ofSeconds(5));
        assertThat(read().connected()).isNull();
        extension.storage.put("beat", "2");
        assertThat(read().connected()).isTrue();
    }

    @Test
    void asksTheApiAtItsOwnPaceAndTakesAnswersWhenTheyCome() throws InterruptedException {
        read();
        read();
        assertThat(extension.asked).isEqualTo(1);
        extension.answers =
                Optional.of(
                        List.of(
                                found(Map.of(POINTS, "12.5", UPTIME, "86400.5")),
                                found(Map.of(DEVICES, "3"))));
        assertThat(read()).isEqualTo(new Status(null, null, 12.5, 3, 86400L, null));
        assertThat(read().points()).as("until the next answer").isEqualTo(12.5);
        time.advance(API);
        read();
        assertThat(extension.asked).isEqualTo(2);
    }

    @Test
    void doesNotAskAgainWhileAnAnswerMayStillCome() throws InterruptedException {
        read();
        time.advance(Duration.ofSeconds(20));
        read();
        assertThat(extension.asked).isEqualTo(1);
        time.advance(Duration.ofSeconds(5));
        read();
        assertThat(extension.asked).as("once it is lost").isEqualTo(2);
    }

    @Test
    void forgetsAnswersThatNothingFollows() throws InterruptedException {
        assertThat(answered(found(Map.of(POINTS, "12.5"))).points()).isEqualTo(12.5);
        time.advance(Duration.ofSeconds(25));
        assertThat(read().points()).isEqualTo(12.5);
        time.advance(Duration.ofSeconds(1));
        assertThat(read().points()).isNull();
    }

    @Test
    void aFailedAnswerIsUnknownAndNotZero() throws InterruptedException {
        assertThat(answered(status(500), status(0))).isEqualTo(UNKNOWN);
        assertThat(reader.isSignedOut()).isFalse();
    }

    @Test
    void isSignedOutWhereTheApiSaysSoTwice() throws InterruptedException {
        extension.storage.put("accessToken", "t");
        answered(status(401));
        assertThat(reader.isSignedOut()).as("after one refusal").isFalse();
        answered(status(403));
        assertThat(reader.isSignedOut()).isTrue();
    }

    @Test
    void isNotSignedOutWhereTheApiRefusesNowAndThen() throws InterruptedException {
        extension.storage.put("accessToken", "t");
        answered(status(403));
        answered(status(200));
        answered(status(403));
        assertThat(reader.isSignedOut()).isFalse();
    }

    @Test
    void believesAnExtensionThatIsConnectedMoreThanTheApi() throws InterruptedException {
        extension.storage.put("accessToken", "t");
        extension.storage.put("status", "CONNECTED");
        answered(status(401));
        answered(status(401));
        assertThat(reader.isSignedOut()).isFalse();
        extension.storage.put("status", "CONNECTING");
        read();
        assertThat(reader.isSignedOut()).isTrue();
    }

    @Test
    void isSignedOutWhereTheExtensionStaysWithoutASession() throws InterruptedException {
        read();
        read();
        assertThat(reader.isSignedOut()).isFalse();
        read();
        assertThat(reader.isSignedOut()).isTrue();
    }

    private void connect() {
        extension.storage.put("accessToken", "t");
        extension.storage.put("status", "CONNECTED");
        extension.storage.put("beat", "1");
    }

    @Test
    void isDeadWhereItSaysConnectedAndBeatsNoMore() throws InterruptedException {
        connect();
        read();
        time.advance(Duration.ofSeconds(6));
        read();
        time.advance(Duration.ofSeconds(6));
        assertThat(read().connected()).as("within its time and the margin").isTrue();
        time.advance(Duration.ofNanos(1));
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BrowserFault.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.EXTENSION_DEAD))
                .hasMessageContaining("\"beat\" has not changed for 12 s");
    }

    @Test
    void livesThroughAPauseOfTheWorkersOwn() throws InterruptedException {
        connect();
        read();
        time.advance(Duration.ofMinutes(1));
        assertThat(read().connected()).isTrue();
        time.advance(Duration.ofSeconds(9));
        assertThat(read().connected()).isTrue();
    }

    @Test
    void livesAsLongAsItBeatsOrIsNotConnected() throws InterruptedException {
        connect();
        read();
        time.advance(Duration.ofSeconds(12));
        extension.storage.put("beat", "2");
        assertThat(read().connected()).isTrue();
        extension.storage.put("status", "CONNECTING");
        time.advance(Duration.ofMinutes(5));
        assertThat(read().connected()).isFalse();
        extension.storage.put("status", "CONNECTED");
        time.advance(Duration.ofSeconds(12));
        assertThat(read().connected()).as("just connected").isTrue();
    }

    @Test
    void isDeadWithoutTheWorkerThatShouldAlwaysBeThere() throws InterruptedException {
        ServiceDefinition service = Services.withWorker(ServiceDefinition.Worker.ALWAYS);
        StatusReader strict = new FakeBrowser(extension).reader(service, time);
        extension.hasWorker = false;
        strict.read(Optional.empty());
        strict.read(Optional.empty());
        extension.hasWorker = true;
        strict.read(Optional.empty());
        extension.hasWorker = false;
        strict.read(Optional.empty());
        strict.read(Optional.empty());
        assertThatThrownBy(() -> strict.read(Optional.empty()))
                .hasMessageContaining("service worker has gone");
    }

    @Test
    void mayBeWithoutAWorkerThatSleeps() throws InterruptedException {
        extension.hasWorker = false;
        for (int i = 0; i < 9; i++) {
            assertThat(read().connected()).isNull();
        }
    }
}
