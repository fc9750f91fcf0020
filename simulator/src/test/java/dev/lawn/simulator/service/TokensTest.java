package dev.lawn.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lawn.common.time.ManualTime;
import dev.lawn.simulator.service.Tokens.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private final ManualTime time = new ManualTime();

    @TempDir Path folder;

    @Test
    void aTokenNamesItsHolderUntilItRunsOut() throws Exception {
        Tokens tokens = Tokens.keptIn(folder, time);
        String token = tokens.issue(Purpose.SOCKET, "a b@example.com");

        assertThat(tokens.holder(Purpose.SOCKET, token)).contains("a b@example.com");
        time.advance(Purpose.SOCKET.life().minus(Duration.ofSeconds(1)));
        assertThat(tokens.holder(Purpose.SOCKET, token)).isPresent();
        time.advance(Duration.ofSeconds(1));
        assertThat(tokens.holder(Purpose.SOCKET, token)).isEmpty();
    }

    @Test
    void aTokenIsGoodForItsPurposeOnly() throws Exception {
        Tokens tokens = Tokens.keptIn(folder, time);
        String token = tokens.issue(Purpose.REFRESH, "a@example.com");

        assertThat(tokens.holder(Purpose.ACCESS, token)).isEmpty();
    }

    @Test
    void nonsenseHasNoHolder() throws Exception {
        Tokens tokens = Tokens.keptIn(folder, time);

        for (String token : new String[] {"", ".", "a", "a.b", "!.!", "YQ.YQ"}) {
            assertThat(tokens.holder(Purpose.ACCESS, token)).isEmpty();
        }
    }

    @Test
    void aDamagedKeyIsNamed() throws Exception {
        Path key = Files.createFile(folder.resolve("session.key"));

        assertThatIOException()
                .isThrownBy(() -> Tokens.keptIn(folder, time))
                .withMessageContaining(key.toString())
                .withMessageContaining("remove it");
    }
}
