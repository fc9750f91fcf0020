package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.proxy.ProxyFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code lawn proxy check} as a process of its own: one good proxy, and seven that fail each in
 * another way.
 */
@Timeout(240)
class ProxyCheckIT {

    private static final Time TIME = new SystemTime();
    private static final String SECRET = "canary-77b2";
    private static final int GOOD = 0;
    private static final int HANGS = 1;
    private static final int NO_FAR_SIDE = 2;

    @TempDir private Path temp;
    private Simulator simulator;
    private ServerSocket forbids;
    private ServerSocket speaksNoTls;

    /** Bound, so that nobody else takes the port; it does not listen. */
    private Socket nobody;

    @BeforeEach
    void world() throws IOException {
        List<Credentials> proxies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            proxies.add(new Credentials("p", Secret.of(SECRET)));
        }
        simulator =
                Simulator.start(
                        new SimulatorSettings(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                                temp.resolve("simulator"),
                                List.of(),
                                proxies));
        simulator.set(HANGS, ProxyFault.HANGING);
        simulator.set(NO_FAR_SIDE, ProxyFault.BAD_GATEWAY);
        forbids = new ServerSocket(0, 4, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::forbid);
        speaksNoTls = new ServerSocket(0, 4, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::speakNoTls);
        nobody = new Socket();
        nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    @AfterEach
    void end() throws IOException {
        forbids.close();
        speaksNoTls.close();
        nobody.close();
        simulator.close();
    }

    private void forbid() {
        while (!forbids.isClosed()) {
            try (Socket client = forbids.accept()) {
                var _ = HttpHead.read(client.getInputStream());
                client.getOutputStream()
                        .write(
                                "HTTP/1.1 403 Forbidden\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void speakNoTls() {
        while (!speaksNoTls.isClosed()) {
            try (Socket client = speaksNoTls.accept()) {
                client.getOutputStream().write("hello\r\n".getBytes(StandardCharsets.US_ASCII));
                // To its end: a close before that might be heard before the words.
                var _ = client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private int port(int proxy) {
        return simulator.proxies().get(proxy).port();
    }

    private Path accounts() throws IOException {
        String site = simulator.uri().toString().replaceFirst("/$", "");
        Path file = temp.resolve("accounts.yaml");
        Files.writeString(
                file,
                """
                service: demo
                services: { demo: { variables: { app: "%1$s", api: "%1$s" } } }
                browser: { binary: /bin/true, driver: /bin/true }
                accounts:
                  - name: home
                    email: me@example.com
                    password: %2$s
                    nodes:
                      - { name: direct }
                      - { name: good, proxy: "http://p:%2$s@127.0.0.1:%3$d" }
                      - { name: good-too, proxy: "http://p:%2$s@127.0.0.1:%3$d" }
                      - { name: hangs, proxy: "http://p:%2$s@127.0.0.1:%4$d" }
                      - { name: no-far-side, proxy: "http://p:%2$s@127.0.0.1:%5$d" }
                      - { name: wrong, proxy: "http://p:%2$s-not@127.0.0.1:%3$d" }
                      - { name: forbids, proxy: "http://127.0.0.1:%6$d" }
                      - { name: nobody, proxy: "http://127.0.0.1:%7$d" }
                      - { name: no-tls, proxy: "https://127.0.0.1:%8$d" }
                      - { name: unknown, proxy: "http://proxy.invalid:8080" }
                """
                        .formatted(
                                site,
                                SECRET,
                                port(GOOD),
                                port(HANGS),
                                port(NO_FAR_SIDE),
                                forbids.getLocalPort(),
                                nobody.getLocalPort(),
                                speaksNoTls.getLocalPort()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** How it ended, what it said, and how long that took. */
    private record Ended(int code, String said, Duration took) {}

    private Ended check(String... words) throws Exception {
        List<String> command = new ArrayList<>(DemoProcess.java());
        command.addAll(List.of("proxy", "check", "-f", accounts().toString()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile(temp, "said", ".txt");
        long began = TIME.nanos();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroy();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(said).doesNotContain(SECRET);
        return new Ended(process.exitValue(), said, Duration.ofNanos(TIME.nanos() - began));
    }

    @Test
    void tellsEachOfThemApart() throws Exception {
        Ended all = check();
        assertThat(all.code()).as(all.said()).isEqualTo(3);
        assertThat(all.said())
                .containsPattern("good +http://127.0.0.1:\\d+ +ok +\\d+ ms +127.0.1.1\n")
                .containsPattern("good-too +http://127.0.0.1:\\d+ +ok +\\d+ ms +127.0.1.1\n")
                .containsPattern("hangs +http://127.0.0.1:\\d+ +slow +\\d+ ms +\\?\n")
                .containsPattern("no-far-side +http://127.0.0.1:\\d+ +bad_gateway +")
                .containsPattern("wrong +http://127.0.0.1:\\d+ +proxy_auth +")
                .containsPattern("forbids +http://127.0.0.1:\\d+ +forbidden +")
                .containsPattern("nobody +http://127.0.0.1:\\d+ +refused +")
                .containsPattern("unknown +http://proxy.invalid:8080 +dns +")
                .containsPattern("no-tls +https://127.0.0.1:\\d+ +tls +")
                .contains("good, good-too go out by one address, 127.0.1.1")
                .contains("1 of 8 proxies ok")
                .doesNotContain("direct");
        assertThat(all.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void oneThatIsNamedIsTriedAlone() throws Exception {
        Ended good = check("good", "--json");
        assertThat(good.code()).as(good.said()).isZero();
        assertThat(good.said())
                .contains("\"fine\" : true", "\"verdict\" : \"ok\"", "\"127.0.1.1\"")
                .doesNotContain("hangs");
    }
}
