package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.control.StatusDocument.Node;
import dev.lawn.supervisor.fleet.RolloutSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status document as a table for a terminal; {@code -} is unknown. */
final class StatusTable {

    private static final String UNKNOWN = "-";
    private static final String SETTLED = RolloutSnapshot.State.SETTLED.label();
    private static final List<String> HEADINGS =
            List.of(
                    "NODE",
                    "STATE",
                    "FOR",
                    "REASON",
                    "EGRESS IP",
                    "QUALITY",
                    "POINTS",
                    "TRAFFIC",
                    "MEMORY",
                    "RESTARTS");

    /** Further ones are only counted: the table must stay in sight. */
    private static final int MOST_DOWN = 5;

    private StatusTable() {}

    static String of(StatusDocument status, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        status.nodes().forEach(node -> rows.add(row(node, now)));
        return aligned(rows) + summary(status);
    }

    private static List<String> row(Node node, Instant now) {
        return List.of(
                text(node.node()),
                text(node.state()),
                age(Duration.between(node.since(), now)),
                text(node.reason()),
                text(node.egressIp()),
                node.networkQuality() == null
                        ? UNKNOWN
                        : "%.0f %%".formatted(node.networkQuality() * 100),
                node.points() == null
                        ? UNKNOWN
                        : String.format(Locale.ROOT, "%,.1f", node.points()),
                bytes(node.trafficBytes()),
                node.memoryBytes() == null ? UNKNOWN : bytes(node.memoryBytes()),
                Long.toString(node.restarts()));
    }

    private static String summary(StatusDocument status) {
        StringBuilder text = new StringBuilder();
        StatusDocument.Summary summary = status.summary();
        text.append(
                "%n%d of %d connected · supervisor pid %d · contained by %s · %s"
                        .formatted(
                                summary.connected(),
                                summary.nodes(),
                                summary.supervisorPid(),
                                text(summary.containment()),
                                text(summary.metrics())));
        if (summary.simulator() != null) {
            text.append(" · simulated service ").append(text(summary.simulator()));
        }
        traffic(text, status.nodes());
        parked(text, status.nodes());
        down(text, "service", summary.servicesDown());
        down(text, "proxy", summary.proxiesDown());
        egress(text, status.egress());
        lines(
                text,
                status.extensions().stream()
                        .filter(extension -> !extension.rollout().equals(SETTLED))
                        .map(StatusTable::rollout)
                        .toList());
        lines(
                text,
                status.accounts().stream()
                        .filter(account -> account.reason() != null)
                        .map(account -> signIns(account, status.nodes()))
                        .toList());
        return text.toString();
    }

    /** What Lawn itself costs beside what the extensions do. */
    private static void traffic(StringBuilder text, List<Node> nodes) {
        Map<String, Long> byClass = new LinkedHashMap<>();
        nodes.stream()
                .map(Node::traffic)
                .filter(Objects::nonNull)
                .forEach(
                        traffic ->
                                traffic.byClass()
                                        .forEach(
                                                (each, bytes) ->
                                                        byClass.merge(
                                                                text(each),
                                                                bytes.totalBytes(),
                                                                Long::sum)));
        if (byClass.values().stream().anyMatch(bytes -> bytes > 0)) {
            text.append(System.lineSeparator() + "traffic: ")
                    .append(
                            byClass.entrySet().stream()
                                    .map(each -> each.getKey() + " " + bytes(each.getValue()))
                                    .collect(Collectors.joining(" · ")));
        }
    }

    /** Whom somebody should see to, and what they are asked for. */
    private static void parked(StringBuilder text, List<Node> nodes) {
        nodes.stream()
                .filter(node -> node.state().equals(StateName.NEEDS_HUMAN.label()))
                .forEach(
                        node ->
                                text.append(
                                        "%n%s waits for a person (%s): %s; lawn open %1$s"
                                                .formatted(
                                                        text(node.node()),
                                                        text(node.reason()),
                                                        text(node.detail()))));
    }

    private static String rollout(StatusDocument.ServiceExtension extension) {
        return extension.detail() == null
                ? "%s: extension %s is rolled out; nodes that run another one: %d, restarting: %d"
                        .formatted(
                                text(extension.service()),
                                text(extension.version()),
                                extension.outdated(),
                                extension.away())
                : text(extension.detail());
    }

    private static String signIns(StatusDocument.Account account, List<Node> nodes) {
        return "account %s signs in %s (%s)%s"
                .formatted(
                        text(account.account()),
                        account.notBefore() == null
                                ? "no more"
                                : "not before " + account.notBefore(),
                        text(account.reason()),
                        lockedOut(nodes, account.account()).map(StatusTable::lift).orElse(""));
    }

    /** One of its nodes that waits because the service told so. */
    private static Optional<Node> lockedOut(List<Node> nodes, String account) {
        return nodes.stream()
                .filter(node -> node.account().equals(account))
                .filter(node -> node.state().equals(StateName.WAITING.label()))
                .filter(node -> Reason.RATE_LIMITED.wireName().equals(node.reason()))
                .findFirst();
    }

    private static String lift(Node node) {
        return "; %s is told: %s; if that is misread: lawn sign-in %1$s"
                .formatted(text(node.node()), text(node.detail()));
    }

    private static void down(StringBuilder text, String what, List<String> names) {
        lines(
                text,
                names.stream().map(name -> "%s %s is down".formatted(what, text(name))).toList());
    }

    private static void egress(StringBuilder text, StatusDocument.Egress egress) {
        lines(
                text,
                egress.leaking().stream()
                        .map(
                                proxy ->
                                        "proxy %s leads out by the host's own address"
                                                .formatted(text(proxy)))
                        .toList());
        lines(
                text,
                egress.shared().stream()
                        .map(
                                shared ->
                                        "%s go out by one address, %s"
                                                .formatted(
                                                        text(String.join(", ", shared.nodes())),
                                                        text(shared.egressIp())))
                        .toList());
    }

    private static void lines(StringBuilder text, List<String> all) {
        all.stream().limit(MOST_DOWN).forEach(line -> text.append("%n%s".formatted(line)));
        if (all.size() > MOST_DOWN) {
            text.append("%n… and %d more".formatted(all.size() - MOST_DOWN));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? UNKNOWN : PlainText.of(value);
    }

    /** The two largest units: {@code 4s}, {@code 3m12s}, {@code 5h03m}, {@code 12d4h}. */
    static String age(Duration age) {
        Duration past = age.isNegative() ? Duration.ZERO : age;
        if (past.toDays() > 0) {
            return "%dd%dh".formatted(past.toDays(), past.toHoursPart());
        }
        if (past.toHours() > 0) {
            return "%dh%02dm".formatted(past.toHours(), past.toMinutesPart());
        }
        return past.toMinutes() > 0
                ? "%dm%02ds".formatted(past.toMinutes(), past.toSecondsPart())
                : past.toSeconds() + "s";
    }

    /** In binary units, with one decimal from KiB on. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** The first row is the headings; all have as many cells. */
    static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
            }
            table.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString();
    }
}
