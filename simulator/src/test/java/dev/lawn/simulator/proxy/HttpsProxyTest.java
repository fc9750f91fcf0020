package dev.lawn.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.simulator.TestWorld;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HttpsProxyTest {

    private static final List<ProxySettings> ONE =
            List.of(new ProxySettings(ProxyKind.HTTPS, null));

    @TempDir private Path state;

    @Test
    void tunnelsInsideTlsToWhoeverTrustsItsCertificate() throws Exception {
        try (TestWorld world = TestWorld.start(state, ONE)) {
            String site = world.simulator().uri().getAuthority();
            String request =
                    "CONNECT %s HTTP/1.1\r\n\r\nGET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .formatted(site);

            String answer = ask(world, trusting(), request);

            assertThat(answer).startsWith("HTTP/1.1 200 Connection").endsWith("127.0.1.1");
            assertThat(world.simulator().passages(0))
                    .containsExactly(new Passage(site, request.length(), answer.length(), null));
        }
    }

    @Test
    void aClientThatDoesNotKnowItsCertificateSaysNothing() throws Exception {
        try (TestWorld world = TestWorld.start(state, ONE)) {
            assertThatThrownBy(() -> ask(world, SSLContext.getDefault(), "x"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void theCertificateIsTheSameAfterARestart() throws Exception {
        TestWorld.start(state, ONE).close();
        String first = Files.readString(state.resolve("proxy.pem"));
        try (TestWorld world = TestWorld.start(state, ONE)) {
            assertThat(world.simulator().certificate()).contains(state.resolve("proxy.pem"));
            assertThat(state.resolve("proxy.pem")).hasContent(first);
        }
    }

    private static String ask(TestWorld world, SSLContext context, String request)
            throws IOException {
        ProxyAddress proxy = world.simulator().proxies().getFirst();
        try (Socket plain = new Socket(proxy.host(), proxy.port());
                SSLSocket socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(plain, proxy.host(), proxy.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(state.resolve("proxy.pem"))) {
            trusted.setCertificateEntry(
                    "proxy", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
