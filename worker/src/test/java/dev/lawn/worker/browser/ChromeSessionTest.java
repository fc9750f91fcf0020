package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.InvalidArgumentException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.chrome.ChromeOptions;

/** A session with a driver that gives the answers chromedriver 156 was seen to give. */
class ChromeSessionTest {

    private final HttpServer driver =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    private volatile String error = "";

    ChromeSessionTest() throws IOException {}

    @BeforeEach
    void start() {
        driver.createContext(
                "/session",
                e ->
                        answer(
                                e,
                                200,
                                """
                                {"value": {"sessionId": "s1", "capabilities": {"browserName": "chrome"}}}
                                """));
        driver.createContext("/session/s1/url", e -> answer(e, 400, error));
        driver.start();
    }

    @AfterEach
    void stop() {
        driver.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ChromeSession session() {
        return new ChromeSession(driver.getAddress().getPort(), new ChromeOptions());
    }

    private static String invalid(String message) {
        return """
        {"value": {"error": "invalid argument", "message": "invalid argument: %s\\n  (Session info: chrome=156)", "stacktrace": ""}}
        """
                .formatted(message);
    }

    @Test
    void aBoxThatWasDismissedTwiceIsABoxAndNoMistakeOfOurs() {
        error = invalid("No dialog is showing");
        assertThatThrownBy(() -> session().getCurrentUrl())
                .isInstanceOfSatisfying(
                        UnhandledAlertException.class,
                        e ->
                                assertThat(WebDriverErrors.fault("address", e))
                                        .hasMessage("\"address\": a box of the page came up")
                                        .returns(Reason.RENDERER_HUNG, BrowserFault::reason));
    }

    @Test
    void aMistakeOfOursStaysOne() {
        error = invalid("missing 'url'");
        assertThatThrownBy(() -> session().getCurrentUrl())
                .isInstanceOfSatisfying(
                        InvalidArgumentException.class,
                        e ->
                                assertThat(WebDriverErrors.fault("address", e).reason())
                                        .isEqualTo(Reason.INTERNAL));
    }
}
