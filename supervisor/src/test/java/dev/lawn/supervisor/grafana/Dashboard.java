package dev.lawn.supervisor.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One dashboard as it is shipped.
 *
 * @param file its file name
 * @param root the whole classic dashboard JSON
 */
public record Dashboard(String file, JsonNode root) {

    private static final Path FOLDER = Path.of("../grafana/dashboards");

    /** Every dashboard of the repository; the test's working directory is its module. */
    public static List<Dashboard> shipped() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        return new Dashboard(file.getFileName().toString(), JsonMapper.shared().readTree(file));
    }

    String uid() {
        return root.path("uid").asString("");
    }

    /** Rows and panels, those inside collapsed rows included. */
    List<JsonNode> panelsAndRows() {
        List<JsonNode> all = new ArrayList<>();
        collect(root.path("panels"), all);
        return all;
    }

    private static void collect(JsonNode panels, List<JsonNode> into) {
        for (JsonNode panel : panels) {
            into.add(panel);
            collect(panel.path("panels"), into);
        }
    }

    /** What shows data. */
    List<JsonNode> panels() {
        return panelsAndRows().stream().filter(panel -> !isRow(panel)).toList();
    }

    /** The variables above the dashboard. */
    List<JsonNode> variables() {
        return list(root.at("/templating/list"));
    }

    /** Annotation queries, without Grafana's built-in one, which asks no data source. */
    List<JsonNode> annotations() {
        return list(root.at("/annotations/list")).stream()
                .filter(annotation -> !annotation.has("builtIn"))
                .toList();
    }

    static boolean isRow(JsonNode panel) {
        return "row".equals(panel.path("type").asString(""));
    }

    static String title(JsonNode panel) {
        return panel.path("title").asString("");
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    @Override
    public String toString() {
        return file;
    }
}
