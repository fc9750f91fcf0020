package dev.lawn.supervisor.cli;

import static dev.lawn.supervisor.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.SupervisorMessage.Way;
import dev.lawn.common.protocol.WorkerMessage.CheckResult;
import dev.lawn.common.protocol.WorkerMessage.Checked;
import dev.lawn.supervisor.control.ControlJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lawn proxy check} asks for and prints; ProxyCheckIT tries real proxies. */
class ProxyCheckCommandTest {

    private static final ProxyAddress FIRST =
            new ProxyAddress(
                    "198.51.100.7", 8080, new Credentials("p1", Secret.of("battery staple")));
    private static final ProxyAddress SECOND = new ProxyAddress("198.51.100.8", 8080, null);

    private @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void noHome() {
        System.clearProperty("lawn.home");
    }

    private static Checked checked(
            String way, CheckResult result, @Nullable String detail, @Nullable String ip) {
        return new Checked("check-1", way, result, detail, 212, ip);
    }

    @Test
    void aProxyOfSeveralNodesIsTriedOnce() {
        ProxyTrials trials =
                ProxyTrials.of(
                        List.of(
                                node("a", FIRST),
                                node("direct", null),
                                node("b", SECOND),
                                node("c", FIRST)),
                        Set.of());
        assertThat(trials.ways()).extracting(Way::proxy).containsExactly(FIRST, SECOND);

        assertThat(trials.take(checked("1", CheckResult.OK, null, "203.0.113.9"))).isEqualTo(1);
        assertThat(trials.take(checked("9", CheckResult.OK, null, "203.0.113.9"))).isEqualTo(1);
        trials.take(checked("2", CheckResult.PROXY_AUTH, "it refused (407)", null));

        assertThat(ProxyTable.of(trials.document()).lines())
                .containsExactly(
                        "NODE  PROXY                     VERDICT     TIME    EXIT IP",
                        "a     http://198.51.100.7:8080  ok          212 ms  203.0.113.9",
                        "c     http://198.51.100.7:8080  ok          212 ms  203.0.113.9",
                        "b     http://198.51.100.8:8080  proxy_auth  212 ms  ?",
                        "",
                        "b: it refused (407)",
                        "a, c go out by one address, 203.0.113.9",
                        "1 of 2 proxies ok");
        assertThat(trials.document().fine()).isFalse();
        assertThat(ControlJson.write(trials.document()))
                .contains("\"egress_ip\" : \"203.0.113.9\"", "\"verdict\" : \"proxy_auth\"")
                .doesNotContain("staple");
    }

    @Test
    void whatIsSilentIsSlow() {
        ProxyTrials trials = ProxyTrials.of(List.of(node("a", FIRST)), Set.of());
        assertThat(ProxyTable.of(trials.document()))
                .contains("slow", "a: no verdict came in time", "0 of 1 proxies ok");
    }

    @Test
    void oneThatLeadsOutByTheHostsAddressIsNotFine() {
        ProxyTrials trials = ProxyTrials.of(List.of(node("a", FIRST)), Set.of("203.0.113.5"));
        trials.take(checked("1", CheckResult.OK, null, "203.0.113.5"));
        assertThat(trials.document().fine()).isFalse();
        assertThat(ProxyTable.of(trials.document()))
                .contains("a: it leads out by the host's own address");
    }

    @Test
    void theBarGoesAwayAndIsNotThereWithoutATerminal() {
        ProgressBar bar = new ProgressBar(Optional.of(new PrintWriter(out)), 7);
        bar.show(0);
        bar.show(7);
        bar.clear();
        assertThat(out.toString())
                .contains("[------------------------------] 0 of 7")
                .contains("[##############################] 7 of 7")
                .endsWith("\r\033[K");
        new ProgressBar(Optional.empty(), 7).show(1);
    }

    private int check(String... names) throws IOException {
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        for (String program : List.of("chromium", "driver")) {
            Path file = folder.resolve(program);
            Files.writeString(file, "#!/bin/sh\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        Path accounts = folder.resolve("accounts.yaml");
        Files.writeString(
                accounts,
                """
                service: demo
                accounts:
                  - { name: home, email: me@example.com, password: x }
                browser: { binary: %1$s/chromium, driver: %1$s/driver }
                """
                        .formatted(folder));
        Files.setPosixFilePermissions(accounts, PosixFilePermissions.fromString("rw-------"));
        List<String> words = new ArrayList<>(List.of("proxy", "check", "-f", accounts.toString()));
        words.addAll(List.of(names));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    @Test
    void withoutAProxyThereIsNothingToCheck() throws IOException {
        assertThat(check()).isZero();
        assertThat(out.toString()).isEqualTo("no node has a proxy\n");
    }

    @Test
    void aNodeThatIsNotThereOrHasNoProxyIsAMistake() throws IOException {
        assertThat(check("hme")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("no such node: hme, did you mean \"home\"?\n");
        assertThat(check("home")).isEqualTo(2);
        assertThat(err.toString()).contains("without a proxy, so there is none to check: home");
    }
}
