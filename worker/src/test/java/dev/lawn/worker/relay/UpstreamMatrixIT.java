package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Reason;
import dev.lawn.simulator.proxy.ProxyKind;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of upstream, without credentials, with good and with wrong ones, against Debian's
 * tinyproxy and Dante and the simulator's own proxies; through each, every kind of traffic.
 *
 * <p>What Debian's proxies cannot: tinyproxy speaks no TLS; Dante takes SOCKS 4 without names, and
 * its user only from an ident server.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamMatrixIT {

    enum Auth {
        NONE,
        GOOD,
        WRONG;

        boolean asks() {
            return this != NONE;
        }

        @Nullable Credentials credentials() {
            return switch (this) {
                case NONE -> null;
                case GOOD -> MatrixWorld.GOOD;
                case WRONG -> MatrixWorld.WRONG;
            };
        }
    }

    /** Nobody but the simulator's proxies knows it: who resolved it, and found it, was they. */
    private static final String REMOTE_NAME = "site.simulator.test";

    private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);
    private static final int MANY = 40;

    private MatrixWorld world;
    private int[] tinyproxies;
    private int[] dantes;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        world = new MatrixWorld(folder);
        Daemons daemons = world.daemons;
        tinyproxies = new int[] {daemons.tinyproxy(false), daemons.tinyproxy(true)};
        dantes = new int[] {daemons.dante(), 0};
        if (Daemons.areNamespacesAllowed()) {
            dantes[1] = daemons.danteThatAsks();
        }
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static Stream<Arguments> all(Stream<ProxyScheme> schemes) {
        return schemes.flatMap(
                scheme ->
                        Arrays.stream(Auth.values())
                                .flatMap(
                                        auth ->
                                                Arrays.stream(TrafficKind.values())
                                                        .map(
                                                                each ->
                                                                        arguments(
                                                                                scheme, auth,
                                                                                each))));
    }

    static Stream<Arguments> simulated() {
        return all(Arrays.stream(ProxyScheme.values()));
    }

    static Stream<Arguments> dantes() {
        return all(Stream.of(ProxyScheme.SOCKS5, ProxyScheme.SOCKS5H));
    }

    static Stream<Arguments> tinyproxies() {
        return all(Stream.of(ProxyScheme.HTTP));
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void theSimulatorsProxies(ProxyScheme scheme, Auth auth, TrafficKind traffic)
            throws IOException {
        int index = MatrixWorld.index(kind(scheme), auth.asks());
        ProxyAddress proxy = world.proxy(index, scheme, auth.credentials());

        check(proxy, auth, traffic, REMOTE_NAME, MatrixWorld.exit(index));
    }

    @ParameterizedTest
    @MethodSource("tinyproxies")
    void tinyproxy(ProxyScheme scheme, Auth auth, TrafficKind traffic) throws IOException {
        ProxyAddress proxy = daemon(scheme, tinyproxies[auth.asks() ? 1 : 0], auth);

        check(proxy, auth, traffic, "localhost", Daemons.TINYPROXY_EXIT);
    }

    @ParameterizedTest
    @MethodSource("dantes")
    void dante(ProxyScheme scheme, Auth auth, TrafficKind traffic) throws IOException {
        int port = dantes[auth.asks() ? 1 : 0];
        assumeTrue(port != 0, "this host allows no namespaces, and Dante knows only its users");

        check(daemon(scheme, port, auth), auth, traffic, "localhost", Daemons.DANTE_EXIT);
    }

    @ParameterizedTest
    @EnumSource(TrafficKind.class)
    void danteBySocks4(TrafficKind traffic) throws IOException {
        ProxyAddress proxy = daemon(ProxyScheme.SOCKS4A, dantes[0], Auth.NONE);

        assertPasses(proxy, traffic, "127.0.0.1", Daemons.DANTE_EXIT);
    }

    @ParameterizedTest
    @EnumSource(TrafficKind.class)
    void direct(TrafficKind traffic) throws IOException {
        assertPasses(null, traffic, "127.0.0.1", "127.0.0.1");
        assertPasses(null, traffic, "localhost", "127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(TrafficKind.class)
    void directFromAnAddressOfTheHost(TrafficKind traffic) throws IOException {
        try (Relay relay = world.relay(new Bind("127.0.4.1"))) {
            assertThat(send(relay, traffic, "localhost")).startsWith("127.0.4.1 ");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyScheme.class)
    void noCredentialsWhereTheyAreWantedAreWrongOnes(ProxyScheme scheme) throws IOException {
        ProxyAddress proxy = world.proxy(MatrixWorld.index(kind(scheme), true), scheme, null);

        assertRefusesTheCredentials(proxy, TrafficKind.CONNECT, REMOTE_NAME);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNoProxy() throws IOException {
        int index = MatrixWorld.index(ProxyKind.HTTPS, false);
        ProxyAddress proxy = world.proxy(index, ProxyScheme.HTTPS, null);
        try (Relay relay = world.distrustfulRelay(proxy)) {
            assertThatThrownBy(() -> send(relay, TrafficKind.CONNECT, REMOTE_NAME))
                    .isInstanceOf(TrafficKind.Refused.class);
            assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_TLS);
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyScheme.class)
    void theRelayCountsWhatTheProxyCounts(ProxyScheme scheme) throws IOException {
        int index = MatrixWorld.index(kind(scheme), true);
        ProxyTraffic before = world.simulator.traffic(index);
        try (Relay relay = world.relay(world.proxy(index, scheme, MatrixWorld.GOOD))) {
            for (int i = 0; i < MANY; i++) {
                for (TrafficKind each : TrafficKind.values()) {
                    send(relay, each, REMOTE_NAME);
                }
            }
            // Each counts what it has written, and the client may have read it by then.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertAlike(
                                            relay.traffic(),
                                            before,
                                            world.simulator.traffic(index)));
        }
    }

    private static void assertAlike(Traffic counted, ProxyTraffic before, ProxyTraffic seen) {
        assertThat(counted.sentBytes())
                .isCloseTo(seen.fromClient() - before.fromClient(), ONE_PERCENT);
        assertThat(counted.receivedBytes())
                .isCloseTo(seen.toClient() - before.toClient(), ONE_PERCENT);
    }

    private static ProxyKind kind(ProxyScheme scheme) {
        return switch (scheme) {
            case HTTP -> ProxyKind.HTTP;
            case HTTPS -> ProxyKind.HTTPS;
            case SOCKS5, SOCKS5H -> ProxyKind.SOCKS5;
            case SOCKS4A -> ProxyKind.SOCKS4A;
        };
    }

    private static ProxyAddress daemon(ProxyScheme scheme, int port, Auth auth) {
        return new ProxyAddress(scheme, "127.0.0.1", port, auth.credentials());
    }

    private void check(ProxyAddress proxy, Auth auth, TrafficKind traffic, String host, String exit)
            throws IOException {
        switch (auth) {
            case NONE, GOOD -> assertPasses(proxy, traffic, host, exit);
            case WRONG -> assertRefusesTheCredentials(proxy, traffic, host);
        }
    }

    private void assertPasses(
            @Nullable ProxyAddress proxy, TrafficKind traffic, String host, String exit)
            throws IOException {
        try (Relay relay = world.relay(proxy)) {
            assertThat(send(relay, traffic, host))
                    .isEqualTo(exit + " " + (traffic.hasWords() ? TrafficKind.WORDS : ""));
            assertThat(relay.lastFailure()).isEmpty();
        }
    }

    private void assertRefusesTheCredentials(ProxyAddress proxy, TrafficKind traffic, String host)
            throws IOException {
        List<String> before = world.site.asked();
        try (Relay relay = world.relay(proxy)) {
            assertThatThrownBy(() -> send(relay, traffic, host))
                    .isInstanceOf(TrafficKind.Refused.class)
                    .hasMessageContainingAll("502", "proxy_auth")
                    .hasMessageNotContaining("wrong");
            assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_AUTH);
        }
        assertThat(world.site.asked()).as("nothing went another way").isEqualTo(before);
    }

    private String send(Relay relay, TrafficKind traffic, String host) throws IOException {
        return traffic.through(relay.address(), host + ":" + world.site.port());
    }
}
