package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Chromium whose page is refused: as a whole, and by what its scripts ask. */
@Timeout(240)
class RefusalsIT extends ChromeFixture {

    private static final Duration SOON = Duration.ofMinutes(1);

    private Page page;

    RefusalsIT() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        site.createContext("/", e -> answer(e, 200, "text/html", "<p id=p>x</p>" + SCRIPT));
        site.createContext("/login", e -> answer(e, 429, "text/plain", "no"));
        site.createContext("/page", e -> answer(e, 503, "text/html", "<p id=done>no</p>"));
        page = chrome.launch().newPage();
    }

    /** Asks as the query says, and shows when it was answered. */
    private static final String SCRIPT =
            """
            <script>
            (async () => {
              await fetch(location.search.slice(1), {method: "POST", mode: "no-cors", body: "x"});
              p.id = "done";
            })();
            </script>
            """;

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        if (status != 200) {
            exchange.getResponseHeaders()
                    .set(
                            "retry-after",
                            Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("1"));
        }
        answer(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private void open(String address) throws InterruptedException {
        page.open("about:blank");
        page.open(address);
        Element done = new Element(Element.By.CSS, "#done");
        assertThat(chrome.patience.until(SOON, () -> hit(done))).as(address).isPresent();
    }

    /** A look that a page's coming cuts short is no answer; the next one is. */
    private Optional<Sight.Hit> hit(Element element) throws InterruptedException {
        try {
            return page.look(List.of(element)).hit();
        } catch (BrowserFault e) {
            assertThat(e.reason()).isEqualTo(Reason.RENDERER_HUNG);
            return Optional.empty();
        }
    }

    @Test
    void hearsWhatThePageAndItsScriptsAreRefusedAndNoStranger() throws Exception {
        Refusals refusals = page.refusals("127.0.0.1"::equals);
        assertThat(refusals.latest()).isEmpty();

        open(at("/?" + at("localhost", "/login?9")));
        open(at("/?/login?24420"));
        assertThat(chrome.patience.until(SOON, refusals::latest))
                .contains(new Refusal(429, Optional.of("24420")));

        open(at("/page?77"));
        Refusal second = new Refusal(503, Optional.of("77"));
        assertThat(chrome.patience.until(SOON, () -> refusals.latest().filter(second::equals)))
                .isPresent();

        refusals.end();
        open(at("/?/login?5"));
        assertThat(refusals.latest()).contains(second);
    }
}
