package dev.lawn.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MessagesTest {

    /** The contract's own example: with two passwords in it. */
    private static SupervisorMessage assignment() throws IOException {
        String line =
                Files.readAllLines(Path.of("../docs/protocol.md")).stream()
                        .filter(each -> each.startsWith("{\"type\":\"assignment\""))
                        .findFirst()
                        .orElseThrow();
        Decoded<SupervisorMessage> decoded =
                LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8));
        return ((Decoded.Message<SupervisorMessage>) decoded).message();
    }

    @Test
    void anAssignmentPrintsNoPassword() throws IOException {
        assertThat(assignment().toString())
                .contains("home-p1", "me@example.com")
                .doesNotContain("horse", "staple");
    }

    @Test
    void aCodePrintsNoCode() {
        SupervisorMessage code = new SupervisorMessage.Otp(Secret.of("271828"));

        assertThat(code.toString()).doesNotContain("271828");
        assertThat(LineCodec.encode(code)).asString(StandardCharsets.UTF_8).contains("271828");
    }

    @Test
    void anAssignmentSendsThePasswords() throws IOException {
        assertThat(LineCodec.encode(assignment()))
                .asString(StandardCharsets.UTF_8)
                .contains("correct horse", "battery staple");
    }

    @Test
    void aLineEndsOnlyWhereItsMessageDoes() {
        byte[] line = LineCodec.encode(new WorkerMessage.Goodbye("a\nb"));

        assertThat(line).asString(StandardCharsets.UTF_8).containsOnlyOnce("\n").endsWith("\n");
    }
}
