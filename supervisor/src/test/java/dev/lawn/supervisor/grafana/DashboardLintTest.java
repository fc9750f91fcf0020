package dev.lawn.supervisor.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.node.StateName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The rules a dashboard keeps, so that it works in any Grafana and can be understood. */
class DashboardLintTest {

    private static final int COLUMNS = 24;

    /**
     * {@code $__rate_interval} is right for graphs, {@code $__range} for "in the time range shown".
     * An hour is deliberate: "per hour" and "last hour" must not change with the zoom.
     */
    private static final Set<String> RANGES = Set.of("$__rate_interval", "$__range", "1h");

    private static final Pattern RANGE = Pattern.compile("\\[([^\\]]+)\\]");
    private static final Pattern OTHER_AGGREGATION_STYLE =
            Pattern.compile("\\bwithout\\b|\\)\\s*by\\s*\\(|\\bby\\(");
    private static final Pattern STATE_CODE = Pattern.compile("state=\"(\\w+)\"\\} \\* (\\d+)");

    static List<Dashboard> dashboards() {
        return Dashboard.shipped();
    }

    @Test
    void uidsAreFixedForLinksAndBookmarks() {
        Map<String, String> uids = new HashMap<>();
        dashboards().forEach(dashboard -> uids.put(dashboard.file(), dashboard.uid()));

        assertThat(uids).isEqualTo(Map.of("fleet.json", "lawn-fleet", "node.json", "lawn-node"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theDataSourceIsAlwaysTheVariable(Dashboard dashboard) {
        List<JsonNode> used =
                dashboard.root().findValues("datasource").stream()
                        .filter(datasource -> !isGrafanaItself(datasource))
                        .toList();

        assertThat(used).isNotEmpty();
        assertThat(used)
                .allSatisfy(
                        datasource ->
                                assertThat(datasource.path("uid").asString(""))
                                        .isEqualTo("${datasource}"));
        assertThat(dashboard.variables().getFirst().path("name").asString(""))
                .isEqualTo("datasource");
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.has("datasource")).isTrue());
    }

    /** The built-in annotations have no other source. */
    private static boolean isGrafanaItself(JsonNode datasource) {
        return "-- Grafana --".equals(datasource.path("uid").asString(""));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .isNotEmpty()
                .allSatisfy(
                        panel -> {
                            String title = Dashboard.title(panel);
                            assertThat(title).isNotBlank();
                            assertThat(panel.path("description").asString(""))
                                    .as(title)
                                    .endsWith(".");
                            assertThat(panel.at("/fieldConfig/defaults/unit").asString(""))
                                    .as(title)
                                    .isNotBlank();
                            assertThat(panel.path("targets")).as(title).isNotEmpty();
                        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelIdsAreUnique(Dashboard dashboard) {
        List<Integer> ids =
                dashboard.panelsAndRows().stream().map(p -> p.path("id").asInt(0)).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotOverlapOrStickOut(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.panelsAndRows()) {
            for (String cell : cells(panel.path("gridPos"))) {
                assertThat(taken.add(cell))
                        .as("%s, cell %s of \"%s\"", dashboard, cell, Dashboard.title(panel))
                        .isTrue();
            }
        }
    }

    private static Set<String> cells(JsonNode grid) {
        Set<String> cells = new HashSet<>();
        int right = grid.path("x").asInt(0) + grid.path("w").asInt(0);
        assertThat(right).isBetween(1, COLUMNS);
        for (int x = grid.path("x").asInt(0); x < right; x++) {
            int bottom = grid.path("y").asInt(0) + grid.path("h").asInt(0);
            for (int y = grid.path("y").asInt(0); y < bottom; y++) {
                cells.add(x + "," + y);
            }
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void rangesFollowTheScrapeIntervalOrAreDeliberate(Dashboard dashboard) {
        assertThat(DashboardQueries.of(dashboard))
                .allSatisfy(
                        query ->
                                assertThat(RANGE.matcher(query.written()).results())
                                        .as(query.toString())
                                        .allMatch(range -> RANGES.contains(range.group(1))));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aggregationsAreWrittenInOneStyle(Dashboard dashboard) {
        assertThat(DashboardQueries.of(dashboard))
                .isNotEmpty()
                .allSatisfy(
                        query ->
                                assertThat(query.written())
                                        .isNotBlank()
                                        .doesNotContainPattern(OTHER_AGGREGATION_STYLE));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theNodeDashboardAsksOnlyForTheNodesChosen(Dashboard dashboard) {
        boolean hasNodeVariable =
                dashboard.variables().stream()
                        .anyMatch(v -> "node".equals(v.path("name").asString("")));

        assertThat(DashboardQueries.of(dashboard))
                .filteredOn(query -> !query.written().startsWith("label_values"))
                .allSatisfy(
                        query ->
                                assertThat(query.written().contains("node=~\"$node\""))
                                        .as(query.toString())
                                        .isEqualTo(hasNodeVariable));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyStateHasItsNumberInQueriesAndItsNameInMappings(Dashboard dashboard) {
        List<Map<String, String>> coded =
                DashboardQueries.of(dashboard).stream()
                        .map(DashboardLintTest::codesIn)
                        .filter(codes -> !codes.isEmpty())
                        .toList();
        Map<String, String> codes = coded.getFirst();

        assertThat(codes.keySet())
                .isEqualTo(
                        Stream.of(StateName.values())
                                .map(StateName::label)
                                .collect(Collectors.toSet()));
        assertThat(codes.values()).doesNotHaveDuplicates().doesNotContain("0");
        assertThat(coded).allSatisfy(query -> assertThat(query).isEqualTo(codes));
        assertThat(stateMappings(dashboard))
                .hasSizeGreaterThanOrEqualTo(coded.size())
                .allSatisfy(mapping -> assertThat(mapping).isEqualTo(codes));
    }

    private static Map<String, String> codesIn(DashboardQuery query) {
        Map<String, String> codes = new HashMap<>();
        STATE_CODE
                .matcher(query.written())
                .results()
                .forEach(match -> codes.put(match.group(1), match.group(2)));
        return codes;
    }

    /** Each mapping that knows "waiting", turned around: state to number. */
    private static List<Map<String, String>> stateMappings(Dashboard dashboard) {
        return dashboard.root().findValues("options").stream()
                .map(DashboardLintTest::namesToNumbers)
                .filter(names -> names.containsKey("waiting"))
                .toList();
    }

    private static Map<String, String> namesToNumbers(JsonNode options) {
        Map<String, String> names = new HashMap<>();
        options.properties()
                .forEach(
                        option ->
                                names.put(
                                        option.getValue()
                                                .path("text")
                                                .asString("")
                                                .replace(' ', '_'),
                                        option.getKey()));
        return names;
    }
}
