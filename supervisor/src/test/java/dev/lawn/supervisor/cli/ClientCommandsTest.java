package dev.lawn.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.control.ControlWorld;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.fleet.Replanning;
import dev.lawn.supervisor.fleet.Replanning.Added;
import dev.lawn.supervisor.fleet.Replanning.Changed;
import dev.lawn.supervisor.fleet.Replanning.Removed;
import dev.lawn.supervisor.fleet.Replanning.Unchanged;
import dev.lawn.supervisor.node.Consequence;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that talk to a supervisor, against a control endpoint with one node, {@code a}. */
class ClientCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private @TempDir Path stateDir;
    private ControlWorld world;

    @BeforeEach
    void serve() throws IOException {
        world = new ControlWorld().serving();
        Files.writeString(stateDir.resolve("control.token"), ControlWorld.TOKEN + "\n");
        Files.writeString(stateDir.resolve("control.address"), world.address() + "\n");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private int lawn(String command, String... words) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 3];
        all[0] = command;
        all[1] = "--state-dir";
        all[2] = stateDir.toString();
        System.arraycopy(words, 0, all, 3, words.length);
        return line.execute(all);
    }

    @Test
    void aKnownNodeIsAsked() {
        assertThat(lawn("restart", "a")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCodeNobodyWaitsForIsAnswered() {
        assertThat(lawn("otp", "a", "271828")).isEqualTo(3);
        assertThat(err).hasToString("a does not wait for a code: it is stopped\n");
        assertThat(lawn("otp", "b", "271828")).isEqualTo(2);
    }

    @Test
    void aNodeWithoutABrowserHasNothingToOpen() {
        assertThat(lawn("open", "a")).isEqualTo(3);
        assertThat(err).hasToString("a has no browser to open now: it is stopped\n");
        assertThat(lawn("open", "b")).isEqualTo(2);
        assertThat(err.toString()).endsWith("no such node: b; lawn status lists them\n");
    }

    @Test
    void aNodeThatNeedsNoSignInIsLeftAlone() {
        assertThat(lawn("sign-in", "a")).isEqualTo(3);
        assertThat(err)
                .hasToString(
                        "a waits for no person, and its account for no pause that the service"
                                + " asked for: it is stopped\n");
        assertThat(lawn("sign-in", "b")).isEqualTo(2);
    }

    @Test
    void aCodeMayComeByStdin() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("271828\n".getBytes(UTF_8)));
            assertThat(lawn("otp", "a")).isEqualTo(3);
            System.setIn(new ByteArrayInputStream("271828".getBytes(UTF_8)));
            assertThat(lawn("otp", "a", "-")).isEqualTo(3);
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(lawn("otp", "a")).isEqualTo(2);
        } finally {
            System.setIn(before);
        }
        assertThat(err.toString()).endsWith("or to stdin\n").doesNotContain("271828");
    }

    @Test
    void unknownNodesAreNamed() {
        assertThat(lawn("stop", "b", "a", "no name")).isEqualTo(2);
        assertThat(err).hasToString("no such node: b, no name; lawn status lists them\n");
    }

    @Test
    void aSupervisorThatStopsSaysSo() throws Exception {
        world.fleet.stop(Duration.ZERO);

        assertThat(lawn("restart", "a")).isEqualTo(69);
        assertThat(err.toString()).startsWith("the supervisor is stopping").contains("with: a;");
    }

    @Test
    void anAddressWhereNobodyListensIsNoSupervisor() {
        world.close();

        assertThat(lawn("status")).isEqualTo(69);
        assertThat(err.toString()).startsWith("no supervisor is running");
    }

    @Test
    void aReloadSaysWhatBecameOfEachNode() {
        NodeName node = new NodeName("a");
        Set<Part> definition = Set.of(Part.DEFINITION);
        world.reloaded =
                new Reloaded.Done(
                        ReloadDocument.of(
                                new Replanning(
                                        List.of(
                                                new Unchanged(node),
                                                new Added(node),
                                                changed(
                                                        definition,
                                                        StateName.CONNECTED,
                                                        null,
                                                        Consequence.STAY),
                                                changed(
                                                        definition,
                                                        StateName.NEEDS_HUMAN,
                                                        Reason.OTP,
                                                        Consequence.STAY),
                                                changed(
                                                        definition,
                                                        StateName.BACKOFF,
                                                        Reason.SITE_CHANGED,
                                                        Consequence.START),
                                                changed(
                                                        Set.of(Part.PROXY, Part.CREDENTIALS),
                                                        StateName.CONNECTED,
                                                        null,
                                                        Consequence.RESTART),
                                                new Removed(node)),
                                        List.of("metrics.listen"),
                                        List.of()),
                                List.of("accounts.yaml:3: a plain password")));

        assertThat(lawn("reload")).isZero();

        assertThat(out)
                .hasToString(
                        """
                        warning: accounts.yaml:3: a plain password
                        a unchanged
                        a added
                        a keeps running; takes the new grass definition at its next start
                        a stays needs_human (otp); takes the new grass definition at its next start
                        a starts now with the new grass definition
                        a restarts with the new credentials and proxy
                        a removed, stopping
                        metrics.listen changes at the next start of Lawn
                        """);
        assertThat(lawn("reload", "--json")).isZero();
        assertThat(out.toString())
                .contains(
                        "\"change\" : \"unchanged\"",
                        "\"parts\" : [ \"credentials\", \"proxy\" ]",
                        "\"consequence\" : \"restart\"",
                        "\"at_next_start\" : [ \"metrics.listen\" ]");
    }

    private static Changed changed(
            Set<Part> parts, StateName state, @Nullable Reason reason, Consequence consequence) {
        return new Changed(new NodeName("a"), "grass", parts, state, reason, consequence);
    }

    @Test
    void aConfigurationWithProblemsIsNotReloaded() {
        world.reloaded = new Reloaded.Refused("accounts.yaml:2: a\naccounts.yaml:3: b");

        assertThat(lawn("reload")).isEqualTo(78);
        assertThat(err.toString())
                .startsWith("accounts.yaml:2: a\naccounts.yaml:3: b\nnothing has changed");
    }

    @Test
    void aFleetThatDoesNotRunIsNotReloaded() {
        assertThat(lawn("reload")).isEqualTo(69);
        assertThat(err.toString()).contains("nothing has changed");
    }

    @Test
    void withoutASupervisorThereIsNothingToReload() {
        world.close();

        assertThat(lawn("reload")).isEqualTo(69);
        assertThat(err.toString()).startsWith("no supervisor is running");
    }

    @Test
    void statusIsATableOrTheDocument() {
        assertThat(lawn("status", "--json")).isZero();
        assertThat(out.toString())
                .contains(
                        "\"node\" : \"a\"", "\"egress_ip\" : null", "\"containment\" : \"marker\"");

        assertThat(lawn("status")).isZero();
        assertThat(out.toString()).contains("NODE", "a     stopped");
    }
}
