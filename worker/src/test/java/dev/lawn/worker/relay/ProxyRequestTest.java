package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.net.HttpHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRequestTest {

    private static ProxyRequest of(String startLine, String... headers) {
        return ProxyRequest.of(new HttpHead(startLine, List.of(headers)));
    }

    @Test
    void readsTunnels() {
        assertThat(of("CONNECT example.org:443 HTTP/1.1"))
                .isEqualTo(new ProxyRequest.Tunnel(new Authority("example.org", 443)));
        assertThat(of("CONNECT [::1]:443 HTTP/1.1"))
                .isEqualTo(new ProxyRequest.Tunnel(new Authority("::1", 443)));
    }

    @Test
    void rewritesToOriginForm() {
        assertThat(
                        of(
                                "GET http://example.org?q=1 HTTP/1.1",
                                "Host: other",
                                "X-Kept: yes",
                                "X-Dropped: yes",
                                "Connection: keep-alive, X-Dropped"))
                .isInstanceOfSatisfying(
                        ProxyRequest.Forward.class,
                        forward -> {
                            assertThat(forward.originForm())
                                    .isEqualTo(
                                            new HttpHead(
                                                    "GET /?q=1 HTTP/1.1",
                                                    List.of(
                                                            "X-Kept: yes",
                                                            "Host: example.org",
                                                            "Connection: close")));
                            assertThat(forward.absoluteForm().startLine())
                                    .isEqualTo("GET http://example.org/?q=1 HTTP/1.1");
                            assertThat(forward.body()).isEqualTo(new Framing.None());
                            assertThat(forward.keepsAlive()).isTrue();
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET https://example.org/ HTTP/1.1",
                "GET http://user@example.org/ HTTP/1.1",
                "GET http://example.org:0/ HTTP/1.1",
                "GET http://example.org:99999/ HTTP/1.1",
                "GET http:/// HTTP/1.1",
                "GET http://example.org/ HTTP/2.0",
                "GET http://example.org/ with space HTTP/1.1",
                "G(T http://example.org/ HTTP/1.1",
                "CONNECT example.org HTTP/1.1",
                "CONNECT example.org:443",
                ""
            })
    void refusesStartLinesThatAreNotWellFormed(String startLine) {
        assertThat(of(startLine)).isInstanceOf(ProxyRequest.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Content-Length: +5",
                "Content-Length: 5, 5",
                "Content-Length : 5",
                " folded: line",
                "no colon",
                "X: a\u0000b",
                "Connection: close, Content-Length",
                "Connection: host",
                "Connection: transfer-encoding"
            })
    void refusesHeadersThatCanBeReadTwoWays(String header) {
        assertThat(of("POST http://example.org/ HTTP/1.1", header))
                .isInstanceOf(ProxyRequest.Malformed.class);
    }

    @Test
    void refusesABodyThatIsChunkedAndHasALength() {
        assertThat(
                        of(
                                "POST http://example.org/ HTTP/1.1",
                                "Transfer-Encoding: chunked",
                                "Content-Length: 6"))
                .isInstanceOf(ProxyRequest.Malformed.class);
    }

    @Test
    void refusesTwoLengths() {
        assertThat(
                        of(
                                "POST http://example.org/ HTTP/1.1",
                                "Content-Length: 5",
                                "content-length: 6"))
                .isInstanceOf(ProxyRequest.Malformed.class);
    }
}
