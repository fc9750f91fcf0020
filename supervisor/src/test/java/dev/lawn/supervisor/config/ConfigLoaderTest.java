package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.HostPattern;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.AnsweredNumber;
import dev.lawn.common.service.ServiceDefinition.AnsweredWord;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Egress;
import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.ListedBy;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.SetUp;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.ServiceDefinition.Status;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.service.ServiceDefinition.Timings;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.common.service.Step;
import dev.lawn.common.service.Step.Field;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import dev.lawn.supervisor.plan.NodePlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good configuration becomes. */
class ConfigLoaderTest {

    private static final long MIB = 1024L * 1024;

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    @Test
    void nothingToRunIsAPlanOfDefaults() throws Exception {
        Loaded loaded = workspace.load("accounts: []\n");

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.plan())
                .isEqualTo(
                        new FleetPlan(
                                List.of(),
                                Limits.ofStarts(2),
                                FleetPlan.Containment.AUTO,
                                new BrowserPlan(
                                        folder.resolve("chromium").toString(),
                                        folder.resolve("chromedriver").toString(),
                                        true),
                                address("127.0.0.1", 5296),
                                address("127.0.0.1", 5297),
                                Set.of()));
    }

    @Test
    void theHostsOwnAddressesArriveInThePlan() throws Exception {
        FleetPlan plan =
                workspace
                        .load(
                                """
                                accounts: []
                                egress: { host_ip: [203.0.113.5, "2001:db8::5"] }
                                """)
                        .plan();
        assertThat(plan.hostIps()).containsExactlyInAnyOrder("203.0.113.5", "2001:db8:0:0:0:0:0:5");
        assertThat(workspace.load("accounts: []\negress: { host_ip: 203.0.113.5 }\n").plan())
                .extracting(FleetPlan::hostIps)
                .isEqualTo(Set.of("203.0.113.5"));
    }

    @Test
    void theDaysTrafficIsTheNodesOwnElseItsAccountsElseThatOfAll() throws Exception {
        String accounts =
                """
                service: sample
                accounts:
                  - { name: home, email: me@example.com, password: "${env:PASSWORD}" }
                  - name: office
                    email: you@example.com
                    password: "${env:PASSWORD}"
                    traffic_per_day: 500MiB
                    nodes:
                      - { name: p1, proxy: "http://198.51.100.7:8080" }
                      - { name: p2, proxy: "http://198.51.100.8:8080", traffic_per_day: 20MiB }
                """;
        assertThat(workspace.load(accounts + "limits: { traffic_per_day: 2GiB }\n").plan().nodes())
                .extracting(NodePlan::trafficPerDay)
                .containsExactly(2048 * MIB, 500 * MIB, 20 * MIB);
        assertThat(workspace.load(accounts).plan().nodes())
                .extracting(NodePlan::trafficPerDay)
                .containsExactly(null, 500 * MIB, 20 * MIB);
    }

    @Test
    void everyKeyArrivesInThePlan() throws Exception {
        workspace.write("home-password", "battery staple\n", "rw-------");
        workspace.setEnvironment("P1_PASSWORD", "p@ss/w:rd 100%");
        workspace.setEnvironment("OFFICE_EMAIL", "you@example.com");
        workspace.setEnvironment("OFFICE_PASSWORD", "trailing space ");

        FleetPlan plan =
                workspace
                        .load(
                                Workspace.resource("accounts.yaml")
                                        .replace("@DIR@", folder.toString()))
                        .plan();

        assertThat(plan.limits()).isEqualTo(new Limits(3, 600 * MIB, 2048 * MIB, 512 * MIB, 5));
        assertThat(plan.containment()).isEqualTo(FleetPlan.Containment.SUBREAPER);
        assertThat(plan.browser().headless()).isFalse();
        assertThat(plan.metrics()).isEqualTo(address("0.0.0.0", 9100));
        assertThat(plan.control()).isEqualTo(address("127.0.0.1", 9101));

        Credentials home = credentials("me@example.com", "battery staple");
        ProxyAddress proxy =
                new ProxyAddress("198.51.100.7", 8080, credentials("user", "p@ss/w:rd 100%"));
        ServiceDefinition sample = plan.nodes().getFirst().service();
        ServiceDefinition other = plan.nodes().getLast().service();
        assertThat(plan.nodes())
                .containsExactly(
                        new NodePlan(new NodeName("home-direct"), "home", home, null, sample),
                        new NodePlan(new NodeName("home-p1"), "home", home, proxy, sample),
                        new NodePlan(
                                new NodeName("office"),
                                "office",
                                credentials("you@example.com", "trailing space "),
                                null,
                                other));
        assertThat(sample.signIn().page()).isEqualTo(URI.create("http://127.0.0.1:5298/login"));
        assertThat(sample.timings().api()).isEqualTo(Duration.ofMinutes(5));
        assertThat(other.name()).isEqualTo("other");
    }

    @Test
    void serviceArrivesWhole() throws Exception {
        ServiceDefinition service =
                workspace.load(oneAccount("${env:PASSWORD}")).plan().nodes().getFirst().service();

        assertThat(service)
                .isEqualTo(
                        new ServiceDefinition(
                                "sample",
                                new Extension(
                                        folder.resolve("extensions/sample/extension").toString(),
                                        "abcdefghijklmnopabcdefghijklmnop",
                                        new SetUp("index.html", "sample:browser_id"),
                                        Worker.MAY_SLEEP),
                                signIn(),
                                status(),
                                new Egress(List.of(URI.create("https://api.example.com/ip"))),
                                new Timings(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(30),
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(90),
                                        Duration.ofHours(1),
                                        Timings.EGRESS)));
    }

    @Test
    void theHostsOfTheTrafficArriveInTheService() throws Exception {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        + """
                        traffic:
                          service: [Node.example.com, "*:4444", "*"]
                          control: "*.example.com"
                        """);
        assertThat(
                        workspace
                                .load(oneAccount("${env:PASSWORD}"))
                                .plan()
                                .nodes()
                                .getFirst()
                                .service())
                .extracting(ServiceDefinition::traffic)
                .isEqualTo(
                        new ServiceDefinition.Traffic(
                                List.of(
                                        new HostPattern("node.example.com"),
                                        new HostPattern("*:4444"),
                                        new HostPattern("*")),
                                List.of(new HostPattern("*.example.com"))));
    }

    private static SignIn signIn() {
        return new SignIn(
                URI.create("https://app.example.com/login"),
                "sample:token",
                new Element(By.CSS, "#dashboard"),
                List.of(
                        new Step.Dismiss(new Element(By.BUTTON, "ACCEPT ALL")),
                        new Step.Fill(new Element(By.NAME, "email"), Field.EMAIL),
                        new Step.Click(new Element(By.TEXT, "CONTINUE")),
                        new Step.WaitFor(new Element(By.XPATH, "//input[@name='password']")),
                        new Step.Fill(new Element(By.NAME, "password"), Field.PASSWORD),
                        new Step.Click(new Element(By.BUTTON, "SIGN IN"))),
                List.of(
                        new Outcome(
                                new Element(By.TEXT, "Invalid credentials"),
                                Reason.LOGIN_REJECTED,
                                null),
                        new Outcome(new Element(By.NAME, "otp"), Reason.OTP, null),
                        new Outcome(new Element(By.CSS, "[data-captcha]"), Reason.CAPTCHA, null),
                        new Outcome(new Element(By.TEXT, "Costs ${5}"), Reason.SITE_DOWN, null)),
                List.of(),
                Duration.ofHours(1),
                null,
                null,
                null);
    }

    private static Status status() {
        return new Status(
                List.of(
                        new StoredWord("sample:status", "CONNECTED"),
                        new StoredWord("isConnected", "true")),
                new StoredNumbers(
                        List.of(new StoredNumber("score", 100)),
                        List.of(),
                        List.of(),
                        List.of(new StoredNumber("sample:uptime", 1))),
                "sample:token",
                List.of(
                        new ApiRequest(
                                URI.create("https://api.example.com/user"),
                                null,
                                new AnsweredNumber("/result/score", 1),
                                "/result/points",
                                null,
                                "/result/uptime",
                                null),
                        new ApiRequest(
                                URI.create("https://api.example.com/devices"),
                                new AnsweredWord("/result/state", "true"),
                                null,
                                null,
                                "/result/devices",
                                null,
                                new ListedBy("/ipAddress", Duration.ofMinutes(5)))),
                null,
                null);
    }

    @Test
    void aProxyMayComeWholeFromAFile() throws Exception {
        workspace.write("proxy", "http://user:p%40ss@[2001:db8::7]:3128\n", "r--------");

        FleetPlan plan =
                workspace
                        .load(
                                oneAccount("${env:PASSWORD}")
                                        + "    nodes: [{ name: a, proxy: \"${file:proxy}\" }]\n")
                        .plan();

        assertThat(plan.nodes().getFirst().proxy())
                .isEqualTo(new ProxyAddress("2001:db8::7", 3128, credentials("user", "p@ss")));
    }

    @Test
    void aNodeMayBeBoundAndItsNetworkOpened() throws Exception {
        NodePlan node =
                workspace
                        .load(
                                oneAccount("${env:PASSWORD}")
                                        + "    nodes: [{ name: a, bind: 203.0.113.7 }]\n"
                                        + "relay: { allow: [nas.local:80, 192.168.1.0/24] }\n")
                        .plan()
                        .nodes()
                        .getFirst();

        assertThat(node.bind()).isEqualTo(new Bind("203.0.113.7"));
        assertThat(node.allow())
                .containsExactly(
                        new TargetPattern("nas.local:80"), new TargetPattern("192.168.1.0/24"));
    }

    @Test
    void aPlainPasswordIsWarnedAboutAndKeptAsItIsWritten() throws Exception {
        Loaded loaded = workspace.load(oneAccount("0123$${x}"));

        assertThat(loaded.plan().nodes().getFirst().credentials().password())
                .isEqualTo(Secret.of("0123${x}"));
        assertThat(loaded.warnings())
                .extracting(workspace::shown)
                .containsExactly(
                        "accounts.yaml:5: accounts[0].password: a password in plain text; better"
                                + " write ${file:/path} or ${env:NAME}");
    }

    @Test
    void aFileWithoutPlainSecretsMayBeReadByOthers() throws Exception {
        workspace.setAccountsPermissions("rw-r--r--");

        assertThat(workspace.load(oneAccount("${env:PASSWORD}")).warnings()).isEmpty();
    }

    @Test
    void anAccountMayHaveNoNodesAtAll() throws Exception {
        assertThat(workspace.load(oneAccount("${env:PASSWORD}") + "    nodes: []\n").plan().nodes())
                .isEmpty();
    }

    private static String oneAccount(String password) {
        return """
        service: sample
        accounts:
          - name: home
            email: me@example.com
            password: %s
        """
                .formatted(password);
    }

    private static Credentials credentials(String user, String password) {
        return new Credentials(user, Secret.of(password));
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }
}
