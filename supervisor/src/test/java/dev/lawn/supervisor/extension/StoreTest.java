package dev.lawn.supervisor.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from an update address on this host, as the store's behaves and misbehaves. */
class StoreTest {

    private static final String ID = "abcdefghijklmnopabcdefghijklmnop";

    @TempDir private Path temp;
    private HttpServer server;
    private final CountDownLatch released = new CountDownLatch(1);

    /** What the store does with a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
    }

    private Store store(Answer answer) {
        server.createContext("/crx", answer::to);
        return new Store(
                URI.create("http://127.0.0.1:%d/crx".formatted(server.getAddress().getPort())),
                Duration.ofMinutes(1));
    }

    private Path download(Store store) throws ExtensionException, InterruptedException {
        Path file = temp.resolve("file.crx");
        store.download(ID, "156.0.8078.79", file);
        return file;
    }

    private void assertRefused(Store store, String words) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> download(store))
                .withMessageStartingWith(store.address() + "?")
                .withMessageContaining(words);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void asksAsABrowserDoesAndFollows() throws Exception {
        byte[] crx = {1, 2, 3};
        server.createContext("/blobs/", exchange -> send(exchange, 200, crx));
        String[] asked = new String[1];
        Store store =
                store(
                        exchange -> {
                            asked[0] = exchange.getRequestURI().getRawQuery();
                            exchange.getResponseHeaders().set("Location", "/blobs/file.crx");
                            send(exchange, 302, new byte[0]);
                        });

        assertThat(download(store)).hasBinaryContent(crx);
        assertThat(asked[0])
                .isEqualTo(
                        "response=redirect&prodversion=156.0.8078.79&acceptformat=crx3&x=id%%3D%s%%26uc"
                                .formatted(ID));
    }

    @Test
    void anIdItDoesNotHaveIsTold() {
        assertRefused(
                store(exchange -> send(exchange, 204, new byte[0])),
                "has no extension %s for this browser".formatted(ID));
    }

    @Test
    void anErrorIsTold() {
        assertRefused(
                store(exchange -> send(exchange, 503, new byte[] {1})), "answered with HTTP 503");
    }

    @Test
    void whatIsTooLargeIsNotTakenWhole() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        Store store =
                store(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 0);
                            for (int i = 0; i < 40; i++) {
                                exchange.getResponseBody().write(megabyte);
                            }
                            exchange.close();
                        });

        assertRefused(store, "cannot be had");
        assertThat(Files.size(temp.resolve("file.crx"))).isLessThanOrEqualTo(Artefact.MOST_BYTES);
    }

    @Test
    void whoeverFallsSilentIsNotWaitedFor() {
        Store store =
                store(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 10);
                            exchange.getResponseBody().write(1);
                            exchange.getResponseBody().flush();
                            await();
                        });

        assertRefused(new Store(store.address(), Duration.ofMillis(500)), "did not answer in full");
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyThereIsTold() {
        Store store = store(exchange -> {});
        server.stop(0);

        assertRefused(store, "cannot be had");
    }

    @Test
    void theRealOneIsAskedOverTls() {
        assertThat(
                        new Store(Store.CHROME_WEB_STORE, Duration.ofSeconds(1))
                                .request(ID, "156.0.0.0"))
                .hasToString(
                        "https://clients2.google.com/service/update2/crx?response=redirect&prodversion=156.0.0.0&acceptformat=crx3&x=id%%3D%s%%26uc"
                                .formatted(ID));
    }
}
