package dev.lawn.supervisor.grafana;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One query of a dashboard.
 *
 * @param where dashboard and panel, variable or annotation, for people
 * @param written as it stands in the JSON, with Grafana's variables
 */
public record DashboardQuery(String where, String written) {

    /** What Grafana would put in: all nodes, and ranges that hold 30 scrapes of a test's 1 s. */
    private static final Map<String, String> GRAFANA =
            Map.of(
                    "$__rate_interval", "30s",
                    "$__interval", "15s",
                    "$__range", "5m",
                    "$node", ".+");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");
    private static final Pattern PER_NODE_METRIC = Pattern.compile("\\blawn_node_\\w+");

    /** Those that drop labels; topk and bottomk keep them. */
    private static final Pattern AGGREGATION =
            Pattern.compile(
                    "\\b(?:sum|min|max|avg|count|group|stddev|stdvar|quantile)\\s*(?:by"
                            + " \\(([^)]*)\\))?\\s*\\(");

    private static final Pattern NODE = Pattern.compile("\\bnode\\b");

    /**
     * The query as Prometheus understands it.
     *
     * @throws IllegalStateException where a variable is left that Grafana would have to know
     */
    public String promql() {
        String filled =
                VARIABLE.matcher(written)
                        .replaceAll(match -> Matcher.quoteReplacement(value(match.group())));
        return LABEL_VALUES.matcher(filled).replaceAll("count by ($2) ($1)");
    }

    private String value(String variable) {
        String value = GRAFANA.get(variable);
        if (value == null) {
            throw new IllegalStateException("%s: unknown variable %s".formatted(where, variable));
        }
        return value;
    }

    /**
     * Whether each series of the answer must say which node it is of: the query reads a metric that
     * has a {@code node} label, and no aggregation on the way takes it off. Aggregations are
     * written {@code sum by (…) (…)}; the lint test holds them to it.
     */
    public boolean keepsNode() {
        String promql = promql();
        return PER_NODE_METRIC.matcher(promql).find()
                && AGGREGATION
                        .matcher(promql)
                        .results()
                        .allMatch(
                                match ->
                                        match.group(1) != null
                                                && NODE.matcher(match.group(1)).find());
    }

    @Override
    public String toString() {
        return where + ": " + written;
    }
}
