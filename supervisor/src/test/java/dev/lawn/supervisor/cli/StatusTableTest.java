package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.control.StatusDocument.Node;
import dev.lawn.supervisor.control.StatusDocument.Summary;
import dev.lawn.supervisor.control.TrafficDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {

    private static final Instant NOW = StatusNodes.SINCE;

    private static final Node KNOWN =
            new Node(
                    "home-p1",
                    "home",
                    "demo",
                    "connected",
                    null,
                    null,
                    NOW.minusSeconds(192),
                    true,
                    0.874,
                    1234.56,
                    3,
                    86_400L,
                    "203.0.113.9",
                    true,
                    null,
                    2,
                    220_000_000L,
                    95_232,
                    4711L,
                    4712L,
                    38211,
                    "1.0.0",
                    null,
                    null,
                    null,
                    null);

    private static Node unknown(String reason) {
        return node("b", "home", "waiting", reason, null, null, null);
    }

    /** One of which nothing else is known. */
    private static Node node(
            String name,
            String account,
            String state,
            String reason,
            @Nullable String detail,
            @Nullable Integer debugPort,
            @Nullable TrafficDocument traffic) {
        return StatusNodes.known(name, account, state, reason, detail, null, debugPort, traffic);
    }

    private static String table(Node... nodes) {
        return table(List.of(), nodes);
    }

    private static String table(List<String> proxiesDown, Node... nodes) {
        return table(proxiesDown, List.of(), nodes);
    }

    private static String table(
            List<String> proxiesDown, List<StatusDocument.Account> accounts, Node... nodes) {
        return table(proxiesDown, accounts, List.of(), nodes);
    }

    private static String table(
            List<String> proxiesDown,
            List<StatusDocument.Account> accounts,
            List<StatusDocument.ServiceExtension> extensions,
            Node... nodes) {
        Summary summary =
                new Summary(
                        nodes.length,
                        1,
                        Map.of(),
                        "1",
                        99,
                        "marker",
                        List.of(),
                        proxiesDown,
                        "http://m/metrics",
                        "http://c",
                        null);
        return StatusTable.of(
                new StatusDocument(
                        List.of(nodes),
                        accounts,
                        extensions,
                        new StatusDocument.Egress(List.of(), List.of()),
                        summary),
                NOW);
    }

    @Test
    void saysUntilWhenAnAccountSignsInNoMore() {
        Instant until = NOW.plus(Duration.ofMinutes(407));
        assertThat(
                        table(
                                        List.of(),
                                        List.of(
                                                account("well", 2, null, null),
                                                account("apart", 1, "sign_in_budget", NOW),
                                                account("told", 0, "rate_limited", until),
                                                account("home", 0, "rate_limited", until),
                                                account("bad", 0, "login_rejected", null)),
                                        KNOWN,
                                        node(
                                                "t",
                                                "told",
                                                "waiting",
                                                "rate_limited",
                                                "until then: wait",
                                                null,
                                                null))
                                .lines()
                                .skip(5))
                .containsExactly(
                        "account apart signs in not before 2026-01-01T12:00:00Z (sign_in_budget)",
                        "account told signs in not before 2026-01-01T18:47:00Z (rate_limited);"
                                + " t is told: until then: wait; if that is misread: lawn sign-in t",
                        "account home signs in not before 2026-01-01T18:47:00Z (rate_limited)",
                        "account bad signs in no more (login_rejected)");
    }

    @Test
    void aRolloutStandsBelowTheTableUntilItIsSettled() {
        assertThat(
                        table(
                                        List.of(),
                                        List.of(),
                                        List.of(
                                                extension("demo", "settled", null),
                                                extension("gradient", "rolling", null),
                                                extension("grass", "halted", "grass: halted: a")),
                                        KNOWN)
                                .lines()
                                .skip(4))
                .containsExactly(
                        "gradient: extension 1.1.0 is rolled out; nodes that run another one: 3, restarting: 1",
                        "grass: halted: a");
    }

    private static StatusDocument.ServiceExtension extension(
            String service, String rollout, @Nullable String detail) {
        return new StatusDocument.ServiceExtension(
                service, "1.1.0", "5f2b".repeat(16), rollout, 3, 1, detail);
    }

    private static StatusDocument.Account account(
            String name, int left, @Nullable String reason, @Nullable Instant notBefore) {
        return new StatusDocument.Account(name, 3, left, reason, notBefore);
    }

    @Test
    void alignsWhatIsKnownAndShowsADashForWhatIsNot() {
        assertThat(table(KNOWN, unknown("start_slot")).lines())
                .containsExactly(
                        "NODE     STATE      FOR    REASON      EGRESS IP    QUALITY  POINTS   TRAFFIC   MEMORY     RESTARTS",
                        "home-p1  connected  3m12s  -           203.0.113.9  87 %     1,234.6  93.0 KiB  209.8 MiB  2",
                        "b        waiting    0s     start_slot  -            -        -        0 B       -          0",
                        "",
                        "1 of 2 connected · supervisor pid 99 · contained by marker · http://m/metrics");
    }

    @Test
    void whatLawnItselfCostsStandsBelowTheTable() {
        Node quiet = metered(Map.of("control", new TrafficDocument.Bytes(0, 0, 0)));
        Node busy =
                metered(
                        Map.of(
                                "control",
                                new TrafficDocument.Bytes(1024, 4096, 1),
                                "service",
                                new TrafficDocument.Bytes(2048, 2048, 1)));
        assertThat(table(quiet).lines()).noneMatch(line -> line.startsWith("traffic"));
        assertThat(table(busy, quiet, KNOWN, busy).lines())
                .anyMatch(line -> line.matches("traffic: .*\\bcontrol 10\\.0 KiB\\b.*"))
                .anyMatch(line -> line.matches("traffic: .*\\bservice 8\\.0 KiB\\b.*"));
    }

    private static Node metered(Map<String, TrafficDocument.Bytes> byClass) {
        return node(
                "m",
                "home",
                "waiting",
                "proxy_down",
                null,
                null,
                new TrafficDocument(byClass, 0, Map.of(), null));
    }

    @Test
    void whatIsDownStandsBelowTheTable() {
        List<String> proxies = IntStream.range(0, 7).mapToObj(i -> "http://p" + i).toList();
        assertThat(table(proxies, KNOWN).lines().skip(4))
                .containsExactly(
                        "proxy http://p0 is down",
                        "proxy http://p1 is down",
                        "proxy http://p2 is down",
                        "proxy http://p3 is down",
                        "proxy http://p4 is down",
                        "… and 2 more");
    }

    @Test
    void whoWaitsForAPersonStandsBelowTheTable() {
        Node parked =
                node("p", "home", "needs_human", "otp", "it asks\u001b; see /a.png", 38211, null);
        assertThat(table(KNOWN, parked).lines().skip(5))
                .containsExactly(
                        "p waits for a person (otp): it asks\ufffd; see /a.png; lawn open p");
    }

    @Test
    void nothingInACellIsACommandToTheTerminal() {
        assertThat(table(unknown("\u001b[2J\r\nforged")).lines())
                .hasSize(4)
                .noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @CsvSource({
        "-PT5S,      0s",
        "PT0S,       0s",
        "PT59.9S,    59s",
        "PT60S,      1m00s",
        "PT3M12S,    3m12s",
        "PT59M59S,   59m59s",
        "PT1H,       1h00m",
        "PT5H3M59S,  5h03m",
        "PT23H59M,   23h59m",
        "PT24H,      1d0h",
        "P12DT4H59M, 12d4h",
    })
    void agesInTheTwoLargestUnits(Duration age, String text) {
        assertThat(StatusTable.age(age)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,                   0 B",
        "1023,                1023 B",
        "1024,                1.0 KiB",
        "1536,                1.5 KiB",
        "1048576,             1.0 MiB",
        "220000000,           209.8 MiB",
        "1099511627776,       1.0 TiB",
        "1125899906842624000, 1024000.0 TiB",
    })
    void bytesInBinaryUnits(long bytes, String text) {
        assertThat(StatusTable.bytes(bytes)).isEqualTo(text);
    }
}
