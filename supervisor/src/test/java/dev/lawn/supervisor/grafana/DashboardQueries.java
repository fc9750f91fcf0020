package dev.lawn.supervisor.grafana;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds every query a dashboard asks: of its panels, its variables and its annotations. */
public final class DashboardQueries {

    private DashboardQueries() {}

    /** Every query of every dashboard that is shipped. */
    public static List<DashboardQuery> shipped() {
        return Dashboard.shipped().stream().flatMap(d -> of(d).stream()).toList();
    }

    /** Every query of this dashboard. */
    public static List<DashboardQuery> of(Dashboard dashboard) {
        return Stream.of(ofPanels(dashboard), ofVariables(dashboard), ofAnnotations(dashboard))
                .flatMap(queries -> queries)
                .toList();
    }

    private static Stream<DashboardQuery> ofPanels(Dashboard dashboard) {
        return dashboard.panels().stream()
                .flatMap(
                        panel ->
                                Dashboard.list(panel.path("targets")).stream()
                                        .map(target -> ofTarget(dashboard, panel, target)));
    }

    private static DashboardQuery ofTarget(Dashboard dashboard, JsonNode panel, JsonNode target) {
        return new DashboardQuery(
                "%s, panel \"%s\", query %s"
                        .formatted(
                                dashboard.file(),
                                Dashboard.title(panel),
                                target.path("refId").asString("")),
                target.path("expr").asString(""));
    }

    private static Stream<DashboardQuery> ofVariables(Dashboard dashboard) {
        return dashboard.variables().stream()
                .filter(variable -> "query".equals(variable.path("type").asString("")))
                .map(variable -> ofVariable(dashboard, variable));
    }

    private static DashboardQuery ofVariable(Dashboard dashboard, JsonNode variable) {
        return new DashboardQuery(
                "%s, variable $%s".formatted(dashboard.file(), variable.path("name").asString("")),
                variable.at("/query/query").asString(""));
    }

    private static Stream<DashboardQuery> ofAnnotations(Dashboard dashboard) {
        return dashboard.annotations().stream()
                .map(annotation -> ofAnnotation(dashboard, annotation));
    }

    private static DashboardQuery ofAnnotation(Dashboard dashboard, JsonNode annotation) {
        return new DashboardQuery(
                "%s, annotation \"%s\""
                        .formatted(dashboard.file(), annotation.path("name").asString("")),
                annotation.path("expr").asString(""));
    }
}
