package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with an account, its nodes and its service; and everything at once. */
class AccountsMistakesTest extends MistakesFixture {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "no e-mail address",
                        account("email: me", "password: ${env:PASSWORD}"),
                        "accounts.yaml:4: accounts[0].email: is no e-mail address; write"
                                + " name@example.com"),
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
                                + " plain text; it cannot hold ${"));
    }

    @Test
    void allMistakesOfAllFilesAreReportedAtOnceInTheirOrder() throws IOException {
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
}
