package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A site and relays to it, by whatever way. */
abstract class UpstreamFixture {

    static final Credentials LOGIN = new Credentials("p1", Secret.of("battery:staple"));

    /** Nobody waits so long, on a busy host either. */
    static final Duration LATE = Duration.ofSeconds(50);

    private static final Duration ROUND = Duration.ofMillis(50);
    private static @Nullable TestTls tls;

    @TempDir Path folder = Path.of("");

    final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    final EchoSite site = opened(new EchoSite());

    UpstreamFixture() throws IOException {}

    final <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** What a proxy by the name of localhost has, and who trusts it. */
    final TestTls tls() {
        synchronized (UpstreamFixture.class) {
            TestTls known = tls;
            if (known == null) {
                known = made(folder);
                tls = known;
            }
            return known;
        }
    }

    private static TestTls made(Path folder) {
        try {
            return TestTls.of(folder, "localhost");
        } catch (Exception e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    final Relay relay(ProxyAddress proxy) throws IOException {
        return relay(TestRelays.by(proxy));
    }

    final Relay relay(RelaySettings settings) throws IOException {
        return relay(settings, limits(LATE, LATE, LATE));
    }

    final Relay relay(RelaySettings settings, Limits limits) throws IOException {
        return opened(Relay.start(settings, limits, () -> tls().clients()));
    }

    /** Of a relay that gives up on an upstream by these, and on a client late. */
    static Limits limits(Duration connect, Duration idle, Duration halfOver) {
        return limits(connect, connect, idle, halfOver);
    }

    static Limits limits(Duration connect, Duration silence, Duration idle, Duration halfOver) {
        return new Limits(LATE, LATE, connect, silence, idle, halfOver, ROUND, 32, 4);
    }

    /** Tunnel, plain request and WebSocket. */
    final void assertAllPass(Relay relay, String host) throws IOException {
        assertThat(site.tunnelled(relay, host)).as("CONNECT").isEqualTo("GET /tunnel");
        assertThat(site.plain(relay, host)).as("plain").isEqualTo("GET /plain");
        assertThat(site.upgraded(relay, host)).as("WebSocket").isEqualTo("frames");
        assertThat(relay.lastFailure()).isEmpty();
    }
}
