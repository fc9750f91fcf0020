package dev.lawn.supervisor.grafana;

import dev.lawn.supervisor.prometheus.PrometheusServer;
import dev.lawn.supervisor.prometheus.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a Prometheus what the dashboards would ask, and judges its answers. */
public final class DashboardAnswers {

    private DashboardAnswers() {}

    /**
     * What is wrong with the answers, a line each; empty where a healthy fleet of {@code nodes} is
     * shown whole. Every query must return data, no value may be NaN, and a query that keeps the
     * label "node" must answer for every node.
     */
    public static List<String> problems(
            PrometheusServer prometheus, List<DashboardQuery> queries, Set<String> nodes)
            throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (DashboardQuery query : queries) {
            problem(query, prometheus.query(query.promql()), nodes)
                    .ifPresent(problem -> problems.add(query + " -> " + problem));
        }
        return problems;
    }

    private static Optional<String> problem(
            DashboardQuery query, List<Series> answer, Set<String> nodes) {
        if (answer.isEmpty()) {
            return Optional.of("no data");
        }
        if (answer.stream().anyMatch(series -> Double.isNaN(series.value()))) {
            return Optional.of("NaN in " + answer);
        }
        return query.keepsNode() ? missingNode(answer, nodes) : Optional.empty();
    }

    private static Optional<String> missingNode(List<Series> answer, Set<String> nodes) {
        if (answer.stream().anyMatch(series -> !series.labels().containsKey("node"))) {
            return Optional.of("a series without a node label in " + answer);
        }
        Set<String> missing = new HashSet<>(nodes);
        missing.removeAll(
                answer.stream()
                        .map(series -> series.labels().get("node"))
                        .collect(Collectors.toSet()));
        return missing.isEmpty() ? Optional.empty() : Optional.of("nothing for " + missing);
    }
}
