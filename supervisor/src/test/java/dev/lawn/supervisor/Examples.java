package dev.lawn.supervisor;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Timings;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole things for tests that need one and do not care which. */
public final class Examples {

    private Examples() {}

    /** The one of docs/protocol.md: an account, a proxy and a service, all filled in. */
    public static Assignment assignment() throws IOException {
        for (String line : Files.readAllLines(Path.of("../docs/protocol.md"))) {
            if (LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8))
                    instanceof Decoded.Message<SupervisorMessage>(Assignment assignment)) {
                return assignment;
            }
        }
        throw new AssertionError("docs/protocol.md shows no assignment");
    }

    /** A service that is nowhere, with the least of everything. */
    public static ServiceDefinition service(Timings timings) {
        URI nowhere = URI.create("http://127.0.0.1:9/");
        return new ServiceDefinition(
                "demo",
                new ServiceDefinition.Extension(
                        "/nonexistent", "a".repeat(32), null, ServiceDefinition.Worker.MAY_SLEEP),
                new ServiceDefinition.SignIn(
                        nowhere,
                        "token",
                        new Element(Element.By.TEXT, "in"),
                        List.of(),
                        List.of(),
                        List.of(),
                        Duration.ofHours(1),
                        null,
                        null,
                        null),
                new ServiceDefinition.Status(
                        List.of(new ServiceDefinition.StoredWord("status", "CONNECTED")),
                        ServiceDefinition.StoredNumbers.NONE,
                        null,
                        List.of(),
                        null,
                        null),
                new ServiceDefinition.Egress(List.of(nowhere)),
                timings);
    }

    /** The same, where everything takes a second. */
    public static ServiceDefinition service() {
        return service(timings(Duration.ofSeconds(1)));
    }

    /** The same under that name. */
    public static ServiceDefinition service(String name, Timings timings) {
        ServiceDefinition demo = service(timings);
        return new ServiceDefinition(
                name,
                demo.extension(),
                demo.signIn(),
                demo.status(),
                demo.egress(),
                demo.timings());
    }

    /** All alike but for how often the exit IP is asked for. */
    public static Timings timings(Duration each) {
        return new Timings(each, each, each, each, each, Timings.EGRESS);
    }

    /** A node of that service; its account is called home. */
    public static NodePlan node(String name, @Nullable ProxyAddress proxy) {
        return new NodePlan(
                new NodeName(name),
                "home",
                new Credentials("me@example.com", Secret.of("unused")),
                proxy,
                service());
    }

    /** A plan with a browser that is nowhere, to be served at any port. */
    public static FleetPlan plan(List<NodePlan> nodes, FleetPlan.Limits limits) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        return new FleetPlan(
                nodes,
                limits,
                FleetPlan.Containment.AUTO,
                new FleetPlan.BrowserPlan("/nonexistent", "/nonexistent", true),
                anyPort,
                anyPort,
                Set.of());
    }

    /** The same service, whose sessions live so long. */
    public static ServiceDefinition lasting(ServiceDefinition service, Duration lasts) {
        return with(service, service.signIn().page(), lasts);
    }

    /** The same service, whose form is on that page. */
    public static ServiceDefinition signingInAt(URI page, ServiceDefinition service) {
        return with(service, page, service.signIn().lasts());
    }

    private static ServiceDefinition with(
            ServiceDefinition service, URI page, @Nullable Duration lasts) {
        ServiceDefinition.SignIn signIn = service.signIn();
        return new ServiceDefinition(
                service.name(),
                service.extension(),
                new ServiceDefinition.SignIn(
                        page,
                        signIn.sessionKey(),
                        signIn.signedIn(),
                        signIn.steps(),
                        signIn.outcomes(),
                        signIn.inTheWay(),
                        signIn.stayAway(),
                        signIn.otp(),
                        signIn.window(),
                        lasts),
                service.status(),
                service.egress(),
                service.timings(),
                service.traffic());
    }
}
