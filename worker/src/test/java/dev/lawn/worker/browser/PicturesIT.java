package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lawn.common.service.Element;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page with pictures in a real Chromium, and a site that tells what was fetched. */
@Timeout(240)
class PicturesIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int PICTURE = 50_000;

    private static final Set<String> PICTURES =
            Set.of("/a.png", "/b.jpg?v=2", "/small?url=%2Fc.webp&w=64", "/d.woff2", "/e.mp4");

    private static final Set<String> NEEDED = Set.of("/style.css", "/script.js", "/data.json");

    private static final String PAGE =
            """
            <!doctype html><link rel=stylesheet href=style.css>
            <p id=text>earned</p>
            <img src=a.png><img src="b.jpg?v=2"><img src="small?url=%2Fc.webp&amp;w=64">
            <video src=e.mp4 preload=auto></video>
            <script src=script.js></script>
            """;

    private static final String STYLE =
            "@font-face { font-family: own; src: url(d.woff2); } p { font-family: own; }";

    /** The page is done when every image has come or failed, and its data is there. */
    private static final String SCRIPT =
            """
            const settled = img => img.complete || new Promise(done => img.onload = img.onerror = done);
            (async () => {
              await Promise.all([...document.images].map(settled));
              await fetch("data.json");
              document.getElementById("text").id = "done";
            })();
            """;

    private final HttpServer site =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private volatile Visit visit = new Visit(0);
    private BareChrome chrome;
    private Browser browser;

    /** To the page, in a folder of its own: of the visit before something may be on its way yet. */
    private record Visit(int number, Set<String> fetched, AtomicLong bytes) {

        Visit(int number) {
            this(number, new ConcurrentSkipListSet<>(), new AtomicLong());
        }

        String folder() {
            return "/%d/".formatted(number);
        }
    }

    PicturesIT() throws IOException {}

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        chrome = new BareChrome(folder);
        site.createContext("/", this::answer);
        site.start();
        browser = chrome.launch();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Visit now = visit;
        String address = exchange.getRequestURI().toString();
        if (!address.startsWith(now.folder())) {
            exchange.close();
            return;
        }
        String path = address.substring(now.folder().length() - 1);
        now.fetched.add(path);
        switch (path) {
            case "/page" -> answer(now, exchange, "text/html", text(PAGE));
            case "/style.css" -> answer(now, exchange, "text/css", text(STYLE));
            case "/script.js" -> answer(now, exchange, "text/javascript", text(SCRIPT));
            case "/data.json" -> answer(now, exchange, "application/json", text("{}"));
            default -> answer(now, exchange, "application/octet-stream", new byte[PICTURE]);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(Visit now, HttpExchange exchange, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            now.bytes.addAndGet(body.length);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void open(Page page) throws InterruptedException {
        visit = new Visit(visit.number + 1);
        page.open(
                "http://127.0.0.1:%d%spage".formatted(site.getAddress().getPort(), visit.folder()));
        List<Element> done = List.of(new Element(Element.By.CSS, "#done"));
        assertThat(chrome.patience.until(SOON, () -> page.look(done).hit())).isPresent();
    }

    @Test
    void fromThenOnThatTabFetchesNoneAndThePageIsWholeOtherwise() throws Exception {
        Page page = browser.newPage();
        open(page);
        await().atMost(SOON).untilAsserted(() -> assertThat(visit.fetched).containsAll(PICTURES));
        assertThat(visit.fetched).containsAll(NEEDED);

        page.fetchNoPictures();
        page.open("about:blank");
        open(page);
        assertThat(visit.fetched).containsAll(NEEDED).doesNotContainAnyElementsOf(PICTURES);
        assertThat(visit.bytes).as("of what were some 250 kB").hasValueLessThan(2_000);

        open(browser.newPage());
        await().atMost(SOON).untilAsserted(() -> assertThat(visit.fetched).containsAll(PICTURES));
    }

    @Test
    void aTabThatHasShownNothingYetIsToldTheSame() throws Exception {
        Page page = browser.newPage();
        page.fetchNoPictures();
        open(page);
        assertThat(visit.fetched).containsAll(NEEDED).doesNotContainAnyElementsOf(PICTURES);
    }
}
