package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

    private final String user = System.getProperty("user.name");

    @AfterEach
    void restore() {
        System.setProperty("user.name", user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "toor", "me"})
    void rootIsAnIdAndNotAName(String name) throws Exception {
        System.setProperty("user.name", name);

        assertThat(Host.isRoot()).isEqualTo(effectiveUserId().equals("0"));
    }

    /** In the words of id(1). */
    private static String effectiveUserId() throws Exception {
        Process id = new ProcessBuilder("id", "-u").start();
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
