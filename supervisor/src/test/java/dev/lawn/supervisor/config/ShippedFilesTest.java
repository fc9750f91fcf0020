package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files an operator starts from load, and say the same as the schemas and the reference. */
class ShippedFilesTest {

    private static final Path ROOT = Path.of("..");

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
        for (String service : List.of("demo", "grass", "gradient", "dawn")) {
            workspace.service(service, shipped("extensions/" + service + "/service.yaml"));
        }
        workspace.write("extensions/dawn/extension/pages/signin.html", "", "rw-r--r--");
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    /** What the comments tell the operator to do. */
    private static String uncommented() throws IOException {
        return shipped("accounts.yaml")
                .replace("accounts: []", "")
                .replaceAll("(?m)^# (?=( *- | *[a-z_]+:( |$)))", "");
    }

    private FleetPlan loadUncommented() throws Exception {
        workspace.write("secret", "s", "rw-------");
        workspace.write("proxy", "http://198.51.100.8:8080", "rw-------");
        workspace.setEnvironment("P1_PASSWORD", "s");
        return workspace
                .load(
                        uncommented()
                                .replace("/etc/lawn/grass-home", "secret")
                                .replace("/etc/lawn/proxy-p2", "proxy")
                                .replace("/usr/bin/", folder + "/"))
                .plan();
    }

    /** Else a reload would take every node for changed. */
    @Test
    void theSameFilesLoadedAgainAreTheSamePlan() throws Exception {
        FleetPlan once = loadUncommented();
        FleetPlan again = loadUncommented();

        assertThat(once.nodes()).isNotEmpty();
        assertThat(again).isNotSameAs(once).isEqualTo(once);
    }

    @Test
    void accountsLoadAsTheyShip() throws Exception {
        Loaded loaded = workspace.load(shipped("accounts.yaml"));

        assertThat(loaded.plan().nodes()).isEmpty();
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void accountsLoadOnceUncommented() throws Exception {
        FleetPlan plan = loadUncommented();

        assertThat(plan.nodes())
                .extracting(NodePlan::name)
                .extracting(NodeName::value)
                .containsExactly("home-direct", "home-p1", "home-p2");
        assertThat(plan)
                .usingRecursiveComparison()
                .ignoringFields("nodes")
                .as("the commented values are the defaults")
                .isEqualTo(workspace.load("accounts: []\n").plan());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "grass", "gradient", "dawn"})
    void servicesLoad(String service) throws Exception {
        FleetPlan plan =
                workspace
                        .load(
                                """
                                service: %s
                                accounts:
                                  - { name: a, email: me@example.com, password: "${env:PASSWORD}" }
                                """
                                        .formatted(service))
                        .plan();

        assertThat(plan.nodes())
                .singleElement()
                .extracting(n -> n.service().name())
                .isEqualTo(service);
        // The demo's own answers or nobody does; elsewhere one of somebody else's may be down.
        assertThat(plan.nodes().getFirst().service().egress().ask())
                .extracting(URI::getHost)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(service.equals("demo") ? 1 : 3);
    }

    @Test
    void accountsFitTheirSchema() throws IOException {
        assertThat(violations("accounts", shipped("accounts.yaml"))).isEmpty();
        assertThat(violations("accounts", uncommented())).isEmpty();
        assertThat(
                        violations(
                                "accounts",
                                Workspace.resource("accounts.yaml").replace("@DIR@", "/any")))
                .isEmpty();
    }

    @Test
    void servicesFitTheirSchema() throws IOException {
        assertThat(violations("service", shipped("extensions/demo/service.yaml"))).isEmpty();
        assertThat(violations("service", shipped("extensions/grass/service.yaml"))).isEmpty();
        assertThat(violations("service", shipped("extensions/gradient/service.yaml"))).isEmpty();
        assertThat(violations("service", shipped("extensions/dawn/service.yaml"))).isEmpty();
        assertThat(violations("service", Workspace.resource("service.yaml"))).isEmpty();
    }

    @Test
    void schemasRefuseWhatTheyDoNotKnow() throws IOException {
        assertThat(violations("accounts", "accounts: []\nlimit: {}\n")).isNotEmpty();
        assertThat(violations("accounts", "accounts: [{ name: A b }]\n")).isNotEmpty();
        assertThat(violations("accounts", limits("memory_per_node: 600"))).isNotEmpty();
        assertThat(violations("accounts", limits("disk_per_node: 1GB"))).isNotEmpty();
        assertThat(violations("accounts", limits("failed_starts: 0"))).isNotEmpty();
        assertThat(violations("accounts", limits("containment: none"))).isNotEmpty();
        assertThat(violations("accounts", node("traffic_per_day: 1GiB"))).isEmpty();
        assertThat(violations("accounts", node("traffic_per_day: 1024"))).isNotEmpty();
        String service = Workspace.resource("service.yaml");
        assertThat(
                        violations(
                                "service",
                                service
                                        + "traffic: { service: [\"*.a.b:443\", \"[fd00::7]:80\"] }\n"))
                .isEmpty();
        assertThat(violations("service", service + "traffic: { service: \"https://a.b\" }\n"))
                .isNotEmpty();
        assertThat(violations("service", service + "traffic: {}\n")).isNotEmpty();
        assertThat(violations("service", service.replace("poll: 2s", "poll: 2 s"))).isNotEmpty();
        assertThat(violations("service", service.replace("- click", "- clik"))).isNotEmpty();
        assertThat(violations("service", service.replace("reason: otp", "reason: x"))).isNotEmpty();
        String page = service.replace("\nstatus:\n", StatusPageReaderTest.PAGE);
        assertThat(violations("service", page)).isEmpty();
        assertThat(violations("service", page.replace("every: 10m", ""))).isNotEmpty();
        assertThat(violations("service", page.replace(", is: ON", ""))).isNotEmpty();
        String dawn = shipped("extensions/dawn/service.yaml");
        assertThat(violations("service", dawn.replace("{ extension: pages", "{ page: pages")))
                .isNotEmpty();
        assertThat(violations("service", dawn.replace("signed_in: { css", "signed_in: { alert")))
                .isNotEmpty();
        assertThat(violations("service", dawn.replace("{ css: \"#puzzleImage", "{ alert: \"#11")))
                .isEmpty();
        String grass = shipped("extensions/grass/service.yaml");
        assertThat(violations("service", grass.replace("role: textbox", "role: text")))
                .isNotEmpty();
        assertThat(violations("service", grass.replace("rate_limited", "otp"))).isNotEmpty();
    }

    private static String node(String line) {
        return """
               accounts:
                 - name: a
                   email: me@example.com
                   password: p
                   nodes: [{ name: a, %s }]
               """
                .formatted(line);
    }

    private static String limits(String line) {
        return "accounts: []\nlimits: { %s }\n".formatted(line);
    }

    /** The defaults are the loader's own: see {@link #accountsLoadOnceUncommented}. */
    @Test
    void referenceAndAccountsListEveryLimitWithItsDefault() throws IOException {
        List<String> documented =
                Pattern.compile("(?m)^\\| `limits\\.(\\w+)` \\| [^|]+ \\| `(\\w+)` \\|")
                        .matcher(shipped("docs/configuration.md"))
                        .results()
                        .map(row -> row.group(1) + ": " + row.group(2))
                        .toList();
        List<String> shipped =
                Pattern.compile("(?m)^#   ([a-z_]+: \\w+) +#")
                        .matcher(
                                shipped("accounts.yaml")
                                        .replaceAll("(?s).*# limits:|# metrics:.*", ""))
                        .results()
                        .map(line -> line.group(1))
                        .toList();

        assertThat(documented).hasSize(6).isEqualTo(shipped);
    }

    private static List<Error> violations(String schema, String yaml) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(shipped("docs/" + schema + ".schema.json"))
                .validate(yaml, InputFormat.YAML);
    }

    static Stream<String> references() {
        return Stream.of("configuration", "services");
    }

    /** Every example of the reference that is a whole file loads. */
    @ParameterizedTest
    @MethodSource("references")
    void wholeFilesInTheReferenceLoad(String reference) throws Exception {
        workspace.write("secret", "s", "rw-------");
        workspace.setEnvironment("P1_PASSWORD", "s");
        Matcher example =
                Pattern.compile("(?s)```yaml\n(service: .*?)```")
                        .matcher(shipped("docs/" + reference + ".md"));

        assertThat(example.find()).isTrue();
        String yaml = example.group(1).replace("/etc/lawn/grass-home", "secret");
        if (reference.equals("services")) {
            workspace.service("sample", yaml);
            yaml = "accounts: []\nservices: { sample: {} }\n";
        }
        assertThat(workspace.problems(yaml)).isEmpty();
    }
}
