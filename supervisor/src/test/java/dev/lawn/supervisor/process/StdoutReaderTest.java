package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.ManualTime;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StdoutReaderTest {

    private static final String BEAT =
            "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":%d}\n";

    private final List<WorkerMessage> messages = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final ManualTime time = new ManualTime();

    private StdoutReader read(String stdout) {
        return read(new ByteArrayInputStream(stdout.getBytes(StandardCharsets.UTF_8)));
    }

    private StdoutReader read(InputStream stdout) {
        StdoutReader reader = new StdoutReader(stdout, time, heard(), evidence::add);
        reader.readAll();
        return reader;
    }

    private WorkerListener heard() {
        return new WorkerListener() {
            @Override
            public void said(WorkerMessage message) {
                messages.add(message);
            }

            @Override
            public void misbehaved(String detail) {
                verdicts.add(detail);
            }

            @Override
            public void exited(ExitReport report) {
                throw new AssertionError("not the reader's business");
            }
        };
    }

    private static WorkerMessage beat(int sequence) {
        return new WorkerMessage.Heartbeat("i", sequence);
    }

    @Test
    void tellsMessagesFromNoise() {
        StdoutReader reader = read(BEAT.formatted(1) + "a stray print\n" + BEAT.formatted(2));

        assertThat(messages).containsExactly(beat(1), beat(2));
        assertThat(evidence).containsExactly("stdout: a stray print");
        assertThat(reader.malformed()).isZero();
    }

    @Test
    void goesOnAfterWhatIsMalformed() {
        StdoutReader reader =
                read(
                        "{\"type\":\"heart\n{\n"
                                + "{"
                                + "x".repeat(70_000)
                                + "\n"
                                + BEAT.formatted(3));

        assertThat(messages).containsExactly(beat(3));
        assertThat(reader.malformed()).isEqualTo(3);
        assertThat(evidence)
                .hasSize(3)
                .last()
                .isEqualTo("stdout: a line of 70001 bytes was skipped");
    }

    @Test
    void evidencePrints() {
        read(
                "\u001b[2J\u009bx\n"
                        + "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":"
                        + "\"\\u001b[2J\\nforged\"}\n");

        assertThat(evidence)
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line.codePoints()).noneMatch(Character::isISOControl));
        assertThat(evidence.getFirst()).isEqualTo("stdout: �[2J�x");
    }

    /** So much of a block again and again, each after a pause. */
    private final class Stream extends InputStream {
        private final byte[] block;
        private final Duration pause;
        private long left;
        private int next;

        Stream(byte[] block, Duration pause, long times) {
            this.block = block;
            this.pause = pause;
            this.left = times * block.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            if (next == 0) {
                time.advance(pause);
            }
            int count = Math.min(length, block.length - next);
            System.arraycopy(block, next, to, offset, count);
            next = (next + count) % block.length;
            left -= count;
            return count;
        }
    }

    private Stream stream(String block, Duration pause, long times) {
        return stream(block.getBytes(StandardCharsets.UTF_8), pause, times);
    }

    private Stream stream(byte[] block, Duration pause, long times) {
        return new Stream(block, pause, times);
    }

    @Test
    void aLineWithoutEndIsJudgedBeforeItEnds() {
        Stream gibibyte = stream("{" + "x".repeat(65535), Duration.ZERO, 16 * 1024);

        StdoutReader reader = read(gibibyte);

        assertThat(verdicts)
                .containsExactly(
                        "wrote more than 16777216 bytes that are no messages to stdout within 5 s");
        assertThat(gibibyte.left).isZero();
        assertThat(reader.malformed()).isOne();
        assertThat(evidence)
                .hasSize(2)
                .first()
                .asString()
                .startsWith("stdout: a line of 167")
                .endsWith(" bytes was skipped");
        assertThat(reader.lastLines()).singleElement().asString().hasSize(1024);
    }

    @Test
    void noiseAsFastAsThePipeTakesItIsJudgedAndHardlyLogged() {
        read(stream("some noise that nobody needs\n".repeat(200), Duration.ofMillis(1), 20_000));

        assertThat(verdicts).singleElement().asString().contains("no messages");
        assertThat(evidence)
                .hasSizeLessThan(105)
                .contains("stdout: some noise that nobody needs")
                .last()
                .asString()
                .contains("the rest is thrown away");
    }

    @Test
    void bytesThatAreNoTextAreJudged() {
        byte[] bytes = new byte[4096];
        new Random(5296).nextBytes(bytes);

        read(stream(bytes, Duration.ofMillis(1), 10_000));

        assertThat(verdicts).hasSize(1);
        assertThat(evidence).hasSizeLessThan(105);
    }

    @Test
    void halfLinesAreJudged() {
        StdoutReader reader =
                read(stream("{\"type\":\"heartbeat\",\"incarna\n", Duration.ofMillis(20), 2_000));

        assertThat(verdicts)
                .containsExactly("wrote more than 300 malformed lines to stdout within 10 s");
        assertThat(reader.malformed()).isEqualTo(301);
    }

    @Test
    void messagesWithoutEndAreJudged() {
        read(stream(BEAT.formatted(1), Duration.ofNanos(500_000), 20_000));

        assertThat(verdicts).containsExactly("wrote more than 5000 messages to stdout within 5 s");
        assertThat(messages).hasSize(5001);
    }

    @Test
    void messagesFullOfBallastAreJudged() {
        String ballast =
                "{\"type\":\"fault\",\"incarnation\":\"i\",\"reason\":\"internal\",\"detail\":\"%s\"}\n"
                        .formatted("x".repeat(60_000));

        read(stream(ballast, Duration.ofMillis(5), 2_000));

        assertThat(verdicts).singleElement().asString().contains("bytes that are no messages");
        assertThat(messages).hasSizeLessThan(320);
    }

    @Test
    void whatIsBadButSlowIsTolerated() {
        String bad = "a print\n{\n{\"type\":\n" + "x".repeat(100_000) + "\n" + BEAT.formatted(1);

        StdoutReader reader = read(stream(bad, Duration.ofMillis(200), 1_000));

        assertThat(verdicts).isEmpty();
        assertThat(messages).hasSize(1_000);
        assertThat(reader.malformed()).isEqualTo(3_000);
    }

    @Test
    void aBusyWorkerIsTolerated() {
        read(stream(BEAT.formatted(1).repeat(500), Duration.ofSeconds(1), 1_000));

        assertThat(verdicts).isEmpty();
        assertThat(messages).hasSize(500_000);
        assertThat(evidence).isEmpty();
    }

    @Test
    void evidenceIsRationedAndTheRestCounted() {
        read(stream("noise\n".repeat(30), Duration.ofSeconds(1), 15));

        assertThat(evidence.stream().filter("stdout: noise"::equals)).hasSize(200);
        assertThat(evidence)
                .contains("stdout: 170 more lines that are no messages")
                .last()
                .isEqualTo("stdout: 80 more lines that are no messages");
        assertThat(verdicts).isEmpty();
    }

    @Test
    void aBrokenStreamIsTheEnd() {
        read(new PipedInputStream());

        assertThat(evidence).containsExactly("stdout broke: Pipe not connected");
    }
}
