package dev.lawn.supervisor.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On this very host, which has loopback and none of the addresses that are for documents. */
class BindChecksTest {

    private static NodePlan node(String name, @Nullable String bind) {
        return new NodePlan(
                new NodeName(name),
                "home",
                new Credentials("me@example.com", Secret.of("unused")),
                null,
                bind == null ? null : new Bind(bind),
                List.of(),
                Examples.service(),
                null);
    }

    @Test
    void whatIsThereIsFine() {
        assertThat(BindChecks.of(List.of(node("a", "127.0.0.1"), node("b", "lo"), node("c", null))))
                .containsExactly(Finding.ok("bind", "127.0.0.1, lo"));
    }

    @Test
    void whatIsNotThereIsNamedWithWhoNeedsItAndWhatShowsTheOthers() {
        assertThat(
                        BindChecks.of(
                                List.of(
                                        node("a", "203.0.113.7"),
                                        node("b", "127.0.0.1"),
                                        node("c", "203.0.113.7"),
                                        node("d", "nosuch0"))))
                .extracting(Finding::toString)
                .containsExactly(
                        "error: bind: this host has no address or interface 203.0.113.7 that is up"
                                + " (needed: for a, c) → ip -br address, and name one of those in"
                                + " accounts.yaml",
                        "error: bind: this host has no address or interface nosuch0 that is up"
                                + " (needed: for d) → ip -br address, and name one of those in"
                                + " accounts.yaml");
    }

    @Test
    void whereNoNodeIsBoundThereIsNothingToSay() {
        assertThat(BindChecks.of(List.of(node("a", null)))).isEmpty();
    }

    /** The other nodes run, and an address may come with its interface. */
    @Test
    void itKeepsNobodyElseFromStarting() {
        List<Finding> findings = BindChecks.of(List.of(node("a", "203.0.113.7")));

        assertThat(Preflight.forStart(findings))
                .singleElement()
                .extracting(Finding::level)
                .isEqualTo(Level.WARNING);
    }
}
