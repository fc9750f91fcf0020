package dev.lawn.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineCodecTest {

    private static final WorkerMessage BEAT = new WorkerMessage.Heartbeat("i", 1);

    private static Decoded<WorkerMessage> worker(String line) {
        return LineCodec.decodeWorker(line.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded<SupervisorMessage> supervisor(String line) {
        return LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "[1]", "\"{}\"", "WARNING: x", "{\"type\":\"moon\"}"})
    void noiseIsWhatNeverWasAMessage(String line) {
        assertThat(worker(line)).isInstanceOf(Decoded.Noise.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"type\":\"heartbeat\"",
                "{\"incarnation\":\"i\",\"sequence\":1}",
                "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":\"many\"}",
                "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":1}{}",
                "{\"type\":\"phase\",\"incarnation\":\"i\",\"service\":\"s\",\"phase\":\"moon\"}",
            })
    void malformedIsWhatClaimsToBeOne(String line) {
        assertThat(worker(line)).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"heartbeat\",\"sequence\":1}                           | incarnation",
                "{\"type\":\"heartbeat\",\"incarnation\":null,\"sequence\":1}      | incarnation",
                "{\"type\":\"heartbeat\",\"incarnation\":\"i\"}                    | `long`",
                "{\"type\":\"fault\",\"incarnation\":\"i\",\"detail\":\"d\"}       | reason",
                "{\"type\":\"fault\",\"incarnation\":\"i\",\"reason\":\"otp\"}     | detail",
                "{\"type\":\"sample\",\"incarnation\":\"i\"}                       | service",
            })
    void aMissingMemberIsNeverMadeUp(String line, String member) {
        assertThat(worker(line))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.why()).contains(member));
    }

    @Test
    void anUnknownMemberIsIgnored() {
        assertThat(
                        worker(
                                "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":1,"
                                        + "\"mood\":{\"good\":[true]}}"))
                .isEqualTo(new Decoded.Message<>(BEAT));
    }

    @Test
    void spaceAroundIsNoMatter() {
        assertThat(worker(" {\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":1}\r"))
                .isEqualTo(new Decoded.Message<>(BEAT));
    }

    @Test
    void anUnknownReasonCountsAsInternalAndKeepsItsDetail() {
        assertThat(
                        worker(
                                "{\"type\":\"fault\",\"incarnation\":\"i\",\"reason\":\"moon_phase\","
                                        + "\"detail\":\"full\"}"))
                .isEqualTo(
                        new Decoded.Message<>(
                                new WorkerMessage.Fault("i", null, Reason.INTERNAL, "full")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "[\"otp\"]", "{\"otp\":1}", "null"})
    void aReasonThatIsNoTextIsMalformed(String reason) {
        assertThat(
                        worker(
                                "{\"type\":\"fault\",\"incarnation\":\"i\",\"detail\":\"d\",\"reason\":%s}"
                                        .formatted(reason)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] line =
                "{\"type\":\"heartbeat\",\"incarnation\":\"\u00ff\",\"sequence\":1}"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(LineCodec.decodeWorker(line)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void nestingWithoutEndIsMalformed() {
        assertThat(worker("{\"a\":".repeat(10_000))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void theExcerptIsShortAndPrints() {
        assertThat(worker("\u001b[2J" + "x".repeat(1000)))
                .isInstanceOfSatisfying(
                        Decoded.Noise.class,
                        noise ->
                                assertThat(noise.excerpt())
                                        .startsWith("�[2Jxxx")
                                        .hasSizeLessThan(250));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "{canary",
                "{\"type\":\"canary\"}",
                "{\"type\":\"assignment\",\"incarnation\":\"i\",\"account\":\"canary\"}",
                "{\"type\":\"assignment\",\"account\":{\"user\":\"u\",\"password\":[\"canary\"]}}",
                "{\"type\":\"assignment\",\"account\":{\"user\":\"u\",\"password\":\"canary\"}}",
            })
    void nothingOfASupervisorsLineIsRepeated(String line) {
        assertThat(supervisor(line))
                .isNotInstanceOf(Decoded.Message.class)
                .asString()
                .doesNotContain("canary");
    }
}
