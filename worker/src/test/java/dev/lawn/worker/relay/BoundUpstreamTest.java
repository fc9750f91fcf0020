package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Bind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directly, from an address or by an interface of the host's. */
@Timeout(240)
class BoundUpstreamTest extends UpstreamFixture {

    BoundUpstreamTest() throws IOException {}

    private Relay relayBoundTo(String bind) throws IOException {
        RelaySettings open = TestRelays.by(null);
        return relay(
                new RelaySettings(null, new Bind(bind), open.targets(), List.of(), open.peers()));
    }

    @Test
    void directlyByTheAddressItIsBoundTo() throws IOException {
        assertAllPass(relayBoundTo("127.0.0.9"), "127.0.0.1");
        assertThat(site.clients).hasSize(3).containsOnly("127.0.0.9");
    }

    @Test
    void directlyByAnInterface() throws IOException {
        assertAllPass(relayBoundTo("lo"), "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7", "nosuch0"})
    void neverByAnotherAddress(String bind) throws IOException {
        assertThat(site.tunnel(relayBoundTo(bind), "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("bind_unavailable");
        assertThat(site.requests).isEmpty();
    }

    @Test
    void neverByAnotherFamilyThanThatOfItsAddress() throws IOException {
        assertThat(site.tunnel(relayBoundTo("127.0.0.9"), "[::1]")).startsWith("HTTP/1.1 502");
    }
}
