package dev.lawn.supervisor.config;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Keys and shapes of accounts.yaml that are none. */
class KeyMistakesTest extends MistakesFixture {

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
                                + " line"));
    }
}
