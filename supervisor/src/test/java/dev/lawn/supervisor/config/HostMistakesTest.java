package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with where Lawn listens, and with the browser. */
class HostMistakesTest extends MistakesFixture {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "address without a port",
                        """
                        accounts: []
                        metrics:
                          listen: 127.0.0.1
                        """,
                        "accounts.yaml:3: metrics.listen: \"127.0.0.1\" is no address with a port;"
                                + " write 127.0.0.1:5296 or \"[::1]:5296\""),
                mistake(
                        "a host name to listen on",
                        """
                        accounts: []
                        metrics:
                          listen: lawn.example.com:5296
                        """,
                        "accounts.yaml:3: metrics.listen: \"lawn.example.com:5296\" is no address"
                                + " with a port; write 127.0.0.1:5296 or \"[::1]:5296\""),
                mistake(
                        "control for everybody",
                        """
                        accounts: []
                        control:
                          listen: 0.0.0.0:5297
                        """,
                        "accounts.yaml:3: control.listen: must be a loopback address, since whoever"
                                + " reaches it rules the fleet; write 127.0.0.1:5297"),
                mistake(
                        "one port for both",
                        """
                        accounts: []
                        metrics:
                          listen: 127.0.0.1:5297
                        """,
                        "accounts.yaml:3: control.listen: has the port of metrics.listen, 5297;"
                                + " give one of them another"),
                mistake(
                        "browser that is none",
                        """
                        accounts: []
                        browser:
                          binary: /nowhere/chromium
                          driver: chromedriver
                          headless: yes
                        """,
                        "accounts.yaml:3: browser.binary: \"/nowhere/chromium\" is no program;"
                                + " write its absolute path, or remove the line to have it found",
                        "accounts.yaml:4: browser.driver: \"chromedriver\" is no program; write its"
                                + " absolute path, or remove the line to have it found",
                        "accounts.yaml:5: browser.headless: unknown value \"yes\"; known here:"
                                + " false, true"));
    }

    @Test
    void missingChromiumSaysWhereItWasSoughtAndHowToGetIt() {
        workspace.setPlaces(
                new BrowserPlaces(
                        List.of(Path.of("/nowhere/chromium"), Path.of("/nowhere/chrome")),
                        List.of(folder.resolve("chromedriver"))));

        assertThat(workspace.problems("accounts: []\n"))
                .containsExactly(
                        "accounts.yaml: browser.binary: no Chromium found in /nowhere/chromium,"
                                + " /nowhere/chrome; install it (on Debian: apt-get install chromium"
                                + " chromium-driver), or set browser.binary");
    }
}
