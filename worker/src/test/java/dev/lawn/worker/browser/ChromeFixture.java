package dev.lawn.worker.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium, not launched yet, and beside it a site that shows what the test says. */
abstract class ChromeFixture {

    final HttpServer site =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BareChrome chrome;

    ChromeFixture() throws IOException {}

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        chrome = new BareChrome(folder);
        site.start();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.stop(0);
    }

    /** An address of the site, by a name that leads to loopback. */
    final String at(String host, String path) {
        return "http://%s:%d%s".formatted(host, site.getAddress().getPort(), path);
    }

    final String at(String path) {
        return at("127.0.0.1", path);
    }

    /** A page among the tests' resources. */
    static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(ChromeFixture.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
