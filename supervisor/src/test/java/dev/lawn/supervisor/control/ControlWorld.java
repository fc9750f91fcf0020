package dev.lawn.supervisor.control;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.fleet.Fleet;
import dev.lawn.supervisor.fleet.FleetEdge;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.Launcher;
import dev.lawn.supervisor.process.WorkerListener;
import dev.lawn.supervisor.process.WorkerProcess;
import dev.lawn.supervisor.state.InUseException;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.NodeMemory;
import dev.lawn.supervisor.state.SignInLedgers;
import dev.lawn.supervisor.state.StateDirectory;
import dev.lawn.supervisor.traffic.ClassCounts;
import dev.lawn.supervisor.traffic.ConnectTimes;
import dev.lawn.supervisor.traffic.RelayCounts;
import dev.lawn.supervisor.traffic.TrafficClass;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A control endpoint before a fleet of one node, {@code a}, whose worker never starts. */
public final class ControlWorld implements AutoCloseable {

    /** What an earlier supervisor kept of it. */
    private static final NodeMemory SIGNED_IN =
            new NodeMemory(
                    Map.of(),
                    new RelayCounts(
                            Map.of(TrafficClass.CONTROL, new ClassCounts(1024, 4096, 2)),
                            3,
                            Map.of("timeout", 4L),
                            ConnectTimes.NONE),
                    List.of(),
                    null,
                    null,
                    null,
                    new NodeMemory.SignedIn("demo", Instant.parse("2026-10-01T09:30:00.123456Z")));

    static final String EXTENSION_SHA256 = "5f2b".repeat(16);

    public static final String TOKEN = "t0ken-canary";

    public final Fleet fleet;
    private final ControlServer server;
    private final StateDirectory state;

    /** What a reload comes to. */
    public volatile Reloaded reloaded = new Reloaded.NotRunning();

    public ControlWorld() throws IOException {
        try {
            state = StateDirectory.open(Files.createTempDirectory("control"));
        } catch (InUseException e) {
            throw new IOException(e);
        }
        NodeMemories memories = new NodeMemories(state);
        boolean _ = memories.save(new NodeName("a"), SIGNED_IN, true);
        this.fleet =
                new Fleet(
                        plan(),
                        new FleetEdge(
                                new NoLauncher(),
                                memories,
                                new SignInLedgers(state),
                                planned -> planned,
                                (_, _, _, _) -> {},
                                state::node,
                                new ManualTime()),
                        _ -> {});
        this.server = ControlServer.bind(anyPort(), TOKEN);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static FleetPlan plan() throws IOException {
        Assignment example = Examples.assignment();
        NodePlan node =
                new NodePlan(
                        new NodeName("a"),
                        "home",
                        example.account(),
                        example.proxy(),
                        Examples.lasting(example.service(), Duration.ofDays(30)),
                        new ExtensionPin("1.0.0", EXTENSION_SHA256, "/demo/extension.lock.json"));
        return Examples.plan(List.of(node), FleetPlan.Limits.ofStarts(1));
    }

    public ControlWorld serving() {
        return serving(this::document);
    }

    ControlWorld serving(Supplier<StatusDocument> status) {
        server.start(fleet, status, () -> reloaded);
        return this;
    }

    StatusDocument document() {
        return StatusDocument.of(
                fleet.snapshot(),
                new StatusDocument.Supervisor("1", "marker", "http://m", "http://c", null));
    }

    public String address() {
        return "127.0.0.1:" + server.address().getPort();
    }

    ControlClient client(String token) {
        return new ControlClient(address(), Secret.of(token));
    }

    /** The status an HTTP request is answered with; HttpClient would not let us choose the Host. */
    int ask(String requestLine, String... headers) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            HttpHead head = new HttpHead(requestLine + " HTTP/1.1", List.of(headers));
            socket.getOutputStream().write(head.with("Content-Length", "0").bytes());
            HttpHead answer = HttpHead.read(new BufferedInputStream(socket.getInputStream()));
            return Integer.parseInt(answer.word(1));
        }
    }

    @Override
    public void close() {
        server.close();
        try {
            state.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class NoLauncher implements Launcher {

        @Override
        public String incarnationId(NodeName node) {
            return node + "-1";
        }

        @Override
        public WorkerProcess launch(
                NodePlan plan, String incarnation, double patience, WorkerListener listener)
                throws LaunchException {
            throw new LaunchException(Reason.LAUNCH_FAILED, "there is no worker here");
        }
    }
}
