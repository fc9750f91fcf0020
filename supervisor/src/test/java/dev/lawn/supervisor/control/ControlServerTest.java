package dev.lawn.supervisor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP. */
@Timeout(120)
class ControlServerTest {

    private static final String HOST = "Host: localhost";
    private static final String PASS = "Authorization: Bearer " + ControlWorld.TOKEN;
    private static final String STATUS = "GET /api/v1/status";

    private ControlWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new ControlWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void refusesWhomTheGateRefuses() throws IOException {
        world.serving();

        assertThat(world.ask(STATUS, HOST, PASS)).isEqualTo(200);
        assertThat(world.ask(STATUS, "Host: 127.0.0.1:1", PASS)).isEqualTo(200);
        assertThat(world.ask(STATUS, HOST)).isEqualTo(401);
        assertThat(world.ask(STATUS, HOST, "Authorization: Bearer other")).isEqualTo(401);
        assertThat(world.ask(STATUS, HOST, PASS, "Origin: http://localhost")).isEqualTo(403);
        assertThat(world.ask(STATUS, "Host: evil.example", PASS)).isEqualTo(421);
        assertThat(world.ask("POST /api/v1/nodes/a/stop", HOST)).isEqualTo(401);
        assertThat(world.ask("POST /api/v1/reload", HOST)).isEqualTo(401);
        assertThat(world.ask("POST /api/v1/reload", HOST, PASS, "Origin: null")).isEqualTo(403);
        assertThat(world.ask("POST /api/v1/reload", "Host: evil.example", PASS)).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({
        "GET  /api/v1/status,           200",
        "POST /api/v1/status,           404",
        "GET  /,                        404",
        "POST /api/v1/nodes/a/start,    202",
        "POST /api/v1/nodes/a/stop,     202",
        "POST /api/v1/nodes/a/restart,  202",
        "GET  /api/v1/nodes/a/restart,  404",
        "POST /api/v1/nodes/b/restart,  404",
        "POST /api/v1/nodes/A%00/start, 404",
        "POST /api/v1/nodes/a/dance,    404",
        "POST /api/v1/reload,           503",
        "GET  /api/v1/reload,           404",
        "POST /api/v1/nodes/a/otp,      400",
        "POST /api/v1/nodes/b/otp,      404",
        "GET  /api/v1/nodes/a/otp,      404",
        "POST /api/v1/nodes/a/start/,   404",
    })
    void routes(String request, int status) throws IOException {
        world.serving();

        assertThat(world.ask(request.replaceAll(" +", " "), HOST, PASS)).isEqualTo(status);
    }

    @Test
    void anAcceptedRequestReachesItsNode() throws Exception {
        world.serving();
        world.fleet.start();
        await().until(() -> node().reason() == Reason.LAUNCH_FAILED);

        assertThat(world.client(ControlWorld.TOKEN).ask("a", NodeRequest.STOP))
                .isEqualTo(NodeAnswer.ACCEPTED);

        await().until(() -> node().state() == StateName.STOPPED);
        assertThat(node().reason()).isEqualTo(Reason.OPERATOR);
    }

    private NodeSnapshot node() {
        return world.fleet.snapshot().nodes().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12\n34",
                "1\u0007",
                "this is far too long to be one code, however one counts it: 12345"
            })
    void whatIsNoCodeIsRefusedWithoutBeingRepeated(String code) throws Exception {
        world.serving();

        assertThat(world.client(ControlWorld.TOKEN).otp("a", Secret.of(code)))
                .isEqualTo(new OtpAnswer.Refused("a code has 1 to 64 characters on one line"));
    }

    @Test
    void aNodeThatWaitsForNoCodeSaysWhatItIs() throws Exception {
        world.serving();
        ControlClient client = world.client(ControlWorld.TOKEN);

        assertThat(client.otp("a", Secret.of("271828")))
                .isEqualTo(new OtpAnswer.Refused("a does not wait for a code: it is stopped"));
        assertThat(client.otp("b", Secret.of("271828")))
                .isEqualTo(new OtpAnswer.NotAsked(NodeAnswer.NO_SUCH_NODE));
    }

    @Test
    void aFleetThatGoesDownIsNotANodeThereIsNot() throws Exception {
        world.serving();
        world.fleet.stop(Duration.ZERO);

        ControlClient client = world.client(ControlWorld.TOKEN);

        assertThat(client.ask("a", NodeRequest.RESTART)).isEqualTo(NodeAnswer.GOING_DOWN);
        assertThat(client.ask("b", NodeRequest.RESTART)).isEqualTo(NodeAnswer.NO_SUCH_NODE);
    }

    @Test
    void closesWithoutWaitingForARequest() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        world.serving(
                () -> {
                    asked.countDown();
                    awaitThroughInterrupts(never);
                    return world.document();
                });
        Thread.ofVirtual().start(() -> askInVain(world));
        asked.await();

        try {
            Thread closing = Thread.ofVirtual().start(world::close);
            assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
        } finally {
            never.countDown();
        }
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // A request that does not hear.
            }
        }
    }

    private static void askInVain(ControlWorld world) {
        try {
            world.ask(STATUS, HOST, PASS);
        } catch (IOException _) {
            // The server went away.
        }
    }
}
