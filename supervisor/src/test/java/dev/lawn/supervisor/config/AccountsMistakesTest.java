package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong in accounts.yaml, one mistake at a time, with the line that is shown. */
class AccountsMistakesTest {

    @TempDir private Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "unknown key",
                        """
                        service: sample
                        accounts: []
                        limit: {}
                        """,
                        "accounts.yaml:3: limit: unknown key, did you mean \"limits\"?"),
                mistake(
                        "misspelt keys, one line each, with what is wrong below them",
                        """
                        servce: sample
                        acounts:
                          - name: home
                            emial: me@example.com
                            password: ${env:PASSWORD}
                            nodes: [{ nam: A }]
                        """,
                        "accounts.yaml:1: servce: unknown key, did you mean \"service\"?",
                        "accounts.yaml:2: acounts: unknown key, did you mean \"accounts\"?",
                        "accounts.yaml:4: acounts[0].emial: unknown key, did you mean \"email\"?",
                        "accounts.yaml:6: acounts[0].nodes[0].nam: unknown key, did you mean"
                                + " \"name\"?",
                        "accounts.yaml:6: acounts[0].nodes[0].nam: \"A\" is no node name; write 1"
                                + " to 63 lower-case letters, digits and inner hyphens"),
                mistake(
                        "unknown key, nothing near",
                        """
                        service: sample
                        accounts:
                          - name: home
                            email: me@example.com
                            password: ${env:PASSWORD}
                            nodes:
                              - name: a
                                window: 203.0.113.7
                        """,
                        "accounts.yaml:8: accounts[0].nodes[0].window: unknown key; known here:"
                                + " name, proxy, bind, traffic_per_day"),
                mistake(
                        "key twice",
                        """
                        service: sample
                        accounts: []
                        service: other
                        """,
                        "accounts.yaml:3: service: stands here twice, first on line 1; remove one"),
                mistake(
                        "list as key",
                        """
                        accounts: []
                        ? [a, b]
                        : 1
                        """,
                        "accounts.yaml:2: a key must be a plain word, not a list or a mapping"),
                mistake(
                        "no accounts",
                        "service: sample\n",
                        "accounts.yaml:1: accounts: missing; add it"),
                mistake(
                        "accounts without a value",
                        """
                        service: sample
                        accounts:
                        """,
                        "accounts.yaml:2: accounts: should be a list (lines that begin with \"- \","
                                + " or []), but is empty"),
                mistake(
                        "missing keys",
                        """
                        service: sample
                        accounts:
                          - email: me@example.com
                        """,
                        "accounts.yaml:3: accounts[0].name: missing; add it",
                        "accounts.yaml:3: accounts[0].password: missing; add it"),
                mistake(
                        "text for a list",
                        """
                        service: sample
                        accounts: home
                        """,
                        "accounts.yaml:2: accounts: should be a list (lines that begin with \"- \","
                                + " or []), but is a single value"),
                mistake(
                        "text for a mapping",
                        """
                        service: sample
                        accounts:
                          - home
                        """,
                        "accounts.yaml:3: accounts[0]: should be a mapping (lines of \"key:"
                                + " value\"), but is a single value"),
                mistake(
                        "mapping for a text",
                        account("email: {a: b}", "password: ${env:PASSWORD}"),
                        "accounts.yaml:4: accounts[0].email: should be a text, but is a mapping"),
                mistake(
                        "empty value",
                        account("email:", "password: ${env:PASSWORD}"),
                        "accounts.yaml:4: accounts[0].email: is empty; write a value or remove the"
                                + " line"),
                mistake(
                        "no e-mail address",
                        account("email: me", "password: ${env:PASSWORD}"),
                        "accounts.yaml:4: accounts[0].email: is no e-mail address; write"
                                + " name@example.com"),
                mistake(
                        "unset variable",
                        account("email: me@example.com", "password: ${env:NOT_SET}"),
                        "accounts.yaml:5: accounts[0].password: environment variable NOT_SET is not"
                                + " set; set it before starting, or use ${file:/path}"),
                mistake(
                        "unknown reference",
                        account("email: me@example.com", "password: ${evn:PASSWORD}"),
                        "accounts.yaml:5: accounts[0].password: unknown reference, did you mean"
                                + " \"env\"? Write ${env:NAME}, ${file:/path}, or $${ where a plain"
                                + " ${ is meant"),
                mistake(
                        "unfinished reference",
                        account("email: me@example.com", "password: ${env:PASSWORD"),
                        "accounts.yaml:5: accounts[0].password: a \"${\" without its \"}\"; write"
                                + " $${ where a plain ${ is meant"),
                mistake(
                        "no secret file",
                        account("email: me@example.com", "password: ${file:absent}"),
                        "accounts.yaml:5: accounts[0].password: no secret file absent; create it"
                                + " and type: chmod 600 absent"),
                mistake(
                        "secret file others can read",
                        account("email: me@example.com", "password: ${file:open-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file open-secret can be read"
                                + " by others (rw-r--r--); type: chmod 600 open-secret"),
                mistake(
                        "secret file the group can read",
                        account("email: me@example.com", "password: ${file:group-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file group-secret can be"
                                + " read by others (rw-r-----); type: chmod 600 group-secret"),
                mistake(
                        "secret file that is a folder",
                        account("email: me@example.com", "password: ${file:extensions}"),
                        "accounts.yaml:5: accounts[0].password: secret file extensions is no"
                                + " regular file"),
                mistake(
                        "empty secret file",
                        account("email: me@example.com", "password: ${file:empty-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file empty-secret is empty"),
                mistake(
                        "unknown service",
                        """
                        service: sampel
                        accounts: []
                        """,
                        "accounts.yaml:1: service: unknown service \"sampel\", did you mean"
                                + " \"sample\"?"),
                mistake(
                        "unknown service of an account",
                        account("email: me@example.com", "password: ${env:PASSWORD}")
                                + "    service: ../sample\n",
                        "accounts.yaml:6: accounts[0].service: unknown service \"../sample\";"
                                + " known here: other, sample"),
                mistake(
                        "no service at all",
                        """
                        accounts:
                          - name: home
                            email: me@example.com
                            password: ${env:PASSWORD}
                        """,
                        "accounts.yaml:2: accounts[0].service: missing; add it"),
                mistake(
                        "bad account name",
                        """
                        service: sample
                        accounts:
                          - name: My Home
                            email: me@example.com
                            password: ${env:PASSWORD}
                        """,
                        "accounts.yaml:3: accounts[0].name: \"My Home\" is no account name; write 1"
                                + " to 63 lower-case letters, digits and inner hyphens"),
                mistake(
                        "node name twice",
                        nodes(
                                """
                                - name: a
                                - name: b
                                - name: a
                                """),
                        "accounts.yaml:9: accounts[0].nodes[2].name: duplicate node name \"a\","
                                + " taken by accounts[0].nodes[0].name on line 7; give it another"
                                + " one"),
                mistake(
                        "node named like an account that has no nodes",
                        nodes("- name: garden\n")
                                + """
                                  - name: garden
                                    email: me@example.com
                                    password: ${env:PASSWORD}
                                """,
                        "accounts.yaml:8: accounts[1].name: duplicate node name \"garden\", taken"
                                + " by accounts[0].nodes[0].name on line 7; give it another one"),
                mistake(
                        "proxy with an unknown scheme",
                        nodes("- { name: a, proxy: \"htp://198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: unknown scheme \"htp\", did"
                                + " you mean \"http\"?"),
                mistake(
                        "a password for SOCKS 4",
                        nodes(
                                "- { name: a, proxy: \"socks4a://u:${env:PASSWORD}@198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: a password, which SOCKS 4 does"
                                + " not know; write socks4a://user@host:port"),
                mistake(
                        "a day's traffic that is too little, and one without a unit",
                        nodes(
                                "- { name: a, traffic_per_day: 5MiB }\n- { name: b, traffic_per_day: 5 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].traffic_per_day: \"5MiB\" is too"
                                + " little; write 10MiB or more",
                        "accounts.yaml:8: accounts[0].nodes[1].traffic_per_day: \"5\" has no unit;"
                                + " write 5MiB if MiB are meant, or another of KiB, MiB, GiB"),
                mistake(
                        "a day's traffic of an account that is none",
                        account(
                                "email: me@example.com\n    traffic_per_day: much",
                                "password: ${env:PASSWORD}"),
                        "accounts.yaml:5: accounts[0].traffic_per_day: \"much\" is no size; write a"
                                + " whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "proxy and bind",
                        nodes("- { name: a, proxy: \"http://198.51.100.7:80\", bind: eth1 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].bind: stands beside proxy: a node goes"
                                + " out by the one or the other; remove one of them"),
                mistake(
                        "bind to what is no address",
                        nodes("- { name: a, bind: 203.0.113.700 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].bind: \"203.0.113.700\" is no IP"
                                + " address; write 203.0.113.7 or eth1"),
                mistake(
                        "an allowed host that is none",
                        nodes("- { name: a }\n")
                                + "relay:\n  allow: [nas.local, \"10.0.0.0/40\"]\n",
                        "accounts.yaml:9: relay.allow[1]: \"10.0.0.0/40\" is no host, address or"
                                + " network, with or without a port; write nas.local,"
                                + " 192.168.1.5:80 or 192.168.1.0/24"),
                mistake(
                        "proxy without a port",
                        nodes("- { name: a, proxy: \"http://198.51.100.7\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: no port from 1 to 65535 after"
                                + " host \"198.51.100.7\"; write http://host:port"),
                mistake(
                        "proxy without a scheme",
                        nodes("- { name: a, proxy: \"user:pass@198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: no scheme; write"
                                + " http://host:port"),
                mistake(
                        "unknown service to override",
                        """
                        service: sample
                        accounts: []
                        services:
                          othr: {}
                        """,
                        "accounts.yaml:4: services.othr: unknown key, did you mean \"other\"?"),
                mistake(
                        "unknown variable to override",
                        """
                        service: sample
                        accounts: []
                        services:
                          sample:
                            variables:
                              apq: http://127.0.0.1:80
                        """,
                        "accounts.yaml:6: services.sample.variables.apq: unknown key, did you mean"
                                + " \"app\"?"),
                mistake(
                        "a reference in a variable",
                        """
                        service: sample
                        accounts: []
                        services:
                          sample:
                            variables: { pace: "${env:PACE}" }
                        """,
                        "accounts.yaml:5: services.sample.variables.pace: a variable's value is a"
                                + " plain text; it cannot hold ${"),
                mistake(
                        "number out of range",
                        """
                        accounts: []
                        limits:
                          starts_at_once: 65
                        """,
                        "accounts.yaml:3: limits.starts_at_once: \"65\" is no whole number from 1"
                                + " to 64"),
                mistake(
                        "size without a unit",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 600
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"600\" has no unit; write 600MiB if MiB are meant, or another of KiB, MiB, GiB"),
                mistake(
                        "size with a unit that is none",
                        """
                        accounts: []
                        limits:
                          disk_per_node: 1GB
                        """,
                        "accounts.yaml:3: limits.disk_per_node: unknown unit \"GB\", did you mean \"GiB\"?"),
                mistake(
                        "size with a unit that is nothing like one",
                        """
                        accounts: []
                        limits:
                          free_disk: 5 percent
                        """,
                        "accounts.yaml:3: limits.free_disk: unknown unit \"percent\"; known here: KiB, MiB, GiB"),
                mistake(
                        "size that is none",
                        """
                        accounts: []
                        limits:
                          memory_per_node: much
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"much\" is no size; write a whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "size with a fraction",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 1.5GiB
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"1.5GiB\" is no size; write a whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "size too little",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 131071KiB
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"131071KiB\" is too little; write 128MiB or more"),
                mistake(
                        "too few starts that may fail",
                        """
                        accounts: []
                        limits:
                          failed_starts: 0
                        """,
                        "accounts.yaml:3: limits.failed_starts: \"0\" is no whole number from 1 to 1000"),
                mistake(
                        "containment misspelt",
                        """
                        accounts: []
                        limits:
                          containment: pid_namespaces
                        """,
                        "accounts.yaml:3: limits.containment: unknown value \"pid_namespaces\", did you mean \"pid_namespace\"?"),
                mistake(
                        "limit misspelt, with what is wrong below it",
                        """
                        accounts: []
                        limits:
                          memory_pr_node: 600
                        """,
                        "accounts.yaml:3: limits.memory_pr_node: unknown key, did you mean \"memory_per_node\"?",
                        "accounts.yaml:3: limits.memory_pr_node: \"600\" has no unit; write 600MiB if MiB are meant, or another of KiB, MiB, GiB"),
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

    private static Arguments mistake(String name, String yaml, String... expected) {
        return Arguments.of(name, yaml, List.of(expected));
    }

    /** Lines 1 to 5; what the caller gives stands on lines 4 and 5. */
    private static String account(String email, String password) {
        return """
        service: sample
        accounts:
          - name: home
            %s
            %s
        """
                .formatted(email, password);
    }

    /** An account whose first node stands on line 7. */
    private static String nodes(String nodes) {
        return account("email: me@example.com", "password: ${env:PASSWORD}")
                + "    nodes:\n"
                + nodes.indent(6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isReportedAtItsLine(String name, String yaml, List<String> expected) throws IOException {
        Workspace workspace = new Workspace(folder);
        workspace.write("open-secret", "hunter2", "rw-r--r--");
        workspace.write("group-secret", "hunter2", "rw-r-----");
        workspace.write("empty-secret", "\n", "rw-------");

        assertThat(workspace.problems(yaml)).as(name).isEqualTo(expected);
    }

    @Test
    void allMistakesOfAllFilesAreReportedAtOnceInTheirOrder() throws IOException {
        Workspace workspace = new Workspace(folder);
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("poll: 2s", "poll: 2")
                        .replace("reason: otp", "reason: opt"));
        workspace.setPlaces(new BrowserPlaces(List.of(folder.resolve("none")), List.of()));

        assertThat(
                        workspace.problems(
                                """
                                service: sample
                                acounts: []
                                accounts:
                                  - name: home
                                    email: me@example.com
                                    password: ${env:NOT_SET}
                                    nodes:
                                      - name: a
                                        proxy: sock5://198.51.100.7:1080
                                      - name: a
                                  - name: office
                                    email: you@example.com
                                    password: ${file:absent}
                                control: { listen: 192.0.2.1:5297 }
                                """))
                .extracting(line -> line.replaceFirst("(: [a-zA-Z].*?): .*", "$1"))
                .containsExactly(
                        "accounts.yaml:2: acounts",
                        "accounts.yaml:6: accounts[0].password",
                        "accounts.yaml:9: accounts[0].nodes[0].proxy",
                        "accounts.yaml:10: accounts[0].nodes[1].name",
                        "accounts.yaml:13: accounts[1].password",
                        "accounts.yaml:14: control.listen",
                        "accounts.yaml: browser.binary",
                        "accounts.yaml: browser.driver",
                        "extensions/sample/service.yaml:33: sign_in.outcomes[1].reason",
                        "extensions/sample/service.yaml:58: timings.poll");
    }

    @Test
    void missingChromiumSaysWhereItWasSoughtAndHowToGetIt() throws IOException {
        Workspace workspace = new Workspace(folder);
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

    @Test
    void plainPasswordInAFileOthersCanReadIsRefusedOnce() throws IOException {
        Workspace workspace = new Workspace(folder);
        workspace.setAccountsPermissions("rw-r--r--");

        assertThat(
                        workspace.problems(
                                account("email: me@example.com", "password: hunter2")
                                        + """
                                              nodes:
                                                - name: a
                                                  proxy: http://u:hunter3@198.51.100.7:80
                                          """))
                .containsExactly(
                        "accounts.yaml:5: accounts[0].password: a password in plain text, in a file"
                                + " that others can read (rw-r--r--); type: chmod 600"
                                + " accounts.yaml");
    }
}
