package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lawn.supervisor.control.StatusDocument.Node;
import dev.lawn.supervisor.run.UserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCommandTest {

    private static Node node(String state, @Nullable Long browserPid, @Nullable Integer port) {
        return StatusNodes.known("b", "home", state, null, null, browserPid, port, null);
    }

    @Test
    void thePortIsTold() throws UserException {
        assertThat(OpenCommand.way(node("connected", 4712L, 38211)).debugPort()).isEqualTo(38211);
    }

    @ParameterizedTest
    @CsvSource({"needs_human", "signing_in", "connected"})
    void aBrowserOnThePipeHasNone(String state) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> OpenCommand.way(node(state, 4712L, null)))
                .withMessageStartingWith("b has a browser without a DevTools port")
                .withMessageContaining("it is " + state)
                .withMessageContaining("Google Chrome 149 or later")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(UserException.DEGRADED));
    }

    /** Its port comes when it is up. */
    @ParameterizedTest
    @CsvSource({"starting,4712", "stopping,4712", "connected,"})
    void whatHasNoBrowserYetOrAnyMoreIsNoPipe(String state, @Nullable Long browserPid) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> OpenCommand.way(node(state, browserPid, null)))
                .withMessage("b has no browser to open now: it is " + state);
    }
}
