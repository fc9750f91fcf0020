package dev.lawn.worker.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentInputTest {

    private final List<String> orders = new ArrayList<>();

    private static AssignmentInput input(String text) {
        return new AssignmentInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void follow(String text) {
        input(text)
                .follow(
                        new AssignmentInput.Orders() {
                            @Override
                            public void stop() {
                                orders.add("stop");
                            }

                            @Override
                            public void signIn() {
                                orders.add("sign in");
                            }

                            @Override
                            public void forgetPerson() {
                                orders.add("forget");
                            }

                            @Override
                            public void dumpThreads() {
                                orders.add("dump");
                            }

                            @Override
                            public void otp(Secret code) {
                                orders.add("otp " + code.reveal());
                            }
                        });
    }

    @Test
    void readsTheAssignmentOfTheContract() throws Exception {
        String line =
                Files.readAllLines(Path.of("../docs/protocol.md")).stream()
                        .filter(each -> each.startsWith("{\"type\":\"assignment\""))
                        .findFirst()
                        .orElseThrow();
        assertThat(input(line + "\n").first())
                .isInstanceOfSatisfying(
                        AssignmentInput.First.Live.class,
                        live -> assertThat(live.assignment().node().value()).isEqualTo("home-p1"));
    }

    @Test
    void readsACheckInItsPlace() throws Exception {
        SupervisorMessage.Check check = new SupervisorMessage.Check("a-1", List.of(), 5000);
        assertThat(input(text(check)).first()).isEqualTo(new AssignmentInput.First.Try(check));
    }

    @Test
    void saysThatNoAssignmentCame() {
        assertThatThrownBy(() -> input("").first()).hasMessageContaining("stdin ended");
        assertThatThrownBy(() -> input("{\"type\":\"stop\"}\n").first())
                .hasMessageContaining("no assignment");
        assertThatThrownBy(() -> input("{\"type\":\"assignment\",\"password\":\"x\"\n").first())
                .hasMessageContaining("no assignment")
                .hasMessageNotContaining("password");
    }

    @Test
    void obeysUntilTheStreamEndsWhichMeansStop() {
        String dump = text(new SupervisorMessage.DumpThreads());
        String leave = text(new SupervisorMessage.SignIn());
        follow(dump + "garbage\n{\"type\":\"from the future\"}\n{broken\n" + leave + dump);
        assertThat(orders).containsExactly("dump", "sign in", "dump", "stop");
    }

    @Test
    void passesACodeOn() {
        follow(text(new SupervisorMessage.Otp(Secret.of("271828"))));
        assertThat(orders).containsExactly("otp 271828", "stop");
    }

    @Test
    void skipsALineOverTheBound() {
        follow("{" + "x".repeat(2_000_000) + "\n" + text(new SupervisorMessage.Stop()));
        assertThat(orders).containsExactly("stop", "stop");
    }

    private static String text(SupervisorMessage message) {
        return new String(LineCodec.encode(message), StandardCharsets.UTF_8);
    }
}
