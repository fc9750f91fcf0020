package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.protocol.WorkerMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StdoutReaderTest {

    private static final String BEAT =
            "{\"type\":\"heartbeat\",\"incarnation\":\"i\",\"sequence\":%d}\n";

    private final List<WorkerMessage> messages = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    private StdoutReader read(String stdout) {
        return read(new ByteArrayInputStream(stdout.getBytes(StandardCharsets.UTF_8)));
    }

    private StdoutReader read(InputStream stdout) {
        StdoutReader reader = new StdoutReader(stdout, messages::add, evidence::add);
        reader.readAll();
        return reader;
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

    @Test
    void aBrokenStreamIsTheEnd() {
        read(new PipedInputStream());

        assertThat(evidence).containsExactly("stdout broke: Pipe not connected");
    }
}
