package dev.lawn.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.service.Stats.OpenSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The web app and the demo extension together, in a real Chromium. */
class DemoExtensionTest {

    private static final String EXTENSION = "chrome-extension://jdnabnhlmjhhclepcfpgnigomkbeacgi/";

    @TempDir Path state;
    @TempDir Path profile;

    private TestWorld world;

    @BeforeEach
    void start() throws Exception {
        world = TestWorld.start(state);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void connectsAfterSignInAndOneLookAtThePopupAndAgainAfterARestartWithoutAnyPage()
            throws Exception {
        try (Chromium chromium = Chromium.start(profile)) {
            signIn(chromium);
            Chromium.Tab parked = chromium.open(EXTENSION + "manifest.json");
            await(() -> stored(parked, "isAuthenticated").equals("true"));
            assertThat(stored(parked, "wynd:status")).isEqualTo("\"DISCONNECTED\"");

            Chromium.Tab popup = chromium.open(EXTENSION + "index.html");
            await(() -> !stored(parked, "wynd:browser_id").isEmpty());
            popup.close();

            await(() -> stored(parked, "wynd:status").equals("\"CONNECTED\""));
            await(() -> !stored(parked, "previousScore").isEmpty());
            assertThat(world.simulator().stats().sockets()).hasSize(1);
        }
        await(() -> world.simulator().stats().sockets().isEmpty());

        try (Chromium chromium = Chromium.start(profile)) {
            await(() -> world.simulator().stats().sockets().size() == 1);
            assertThat(world.simulator().stats().pagesServed()).isOne();

            Chromium.Tab page = chromium.open(world.uri("/").toString());
            await(() -> has(page, "#dashboard"));
            assertThat(world.simulator().stats().signInAttempts())
                    .containsEntry(TestWorld.ACCOUNT, 1);
        }
    }

    @Test
    void comesBackAfterItsSocketWasRefusedAndIsDeadOnceTheSessionIs() throws Exception {
        try (Chromium chromium = Chromium.start(profile)) {
            signIn(chromium);
            chromium.open(EXTENSION + "index.html");
            Chromium.Tab parked = chromium.open(EXTENSION + "manifest.json");
            await(() -> stored(parked, "wynd:status").equals("\"CONNECTED\""));

            world.fault("refuse_sockets");
            await(() -> stored(parked, "wynd:status").equals("\"DISCONNECTED\""));
            world.fault("none");
            await(() -> stored(parked, "wynd:status").equals("\"CONNECTED\""));

            parked.evaluate("chrome.storage.local.set({accessToken: '\"forged\"'})");
            world.fault("drop_sockets");
            await(() -> stored(parked, "wynd:status").equals("\"DEAD\""));
            assertThat(stored(parked, "accessToken")).isEmpty();
            assertThat(stored(parked, "wynd:browser_id")).isNotEmpty();
        }
    }

    @Test
    void anotherUserIdReconnectsAsThatUser() throws Exception {
        try (Chromium chromium = Chromium.start(profile)) {
            Chromium.Tab page = signIn(chromium);
            chromium.open(EXTENSION + "index.html");
            await(() -> connectedAccounts().equals(List.of(TestWorld.ACCOUNT)));

            JsonNode other = world.login(TestWorld.OTHER_ACCOUNT, TestWorld.PASSWORD).data();
            page.evaluate("tell('setAccessToken', '%s')".formatted(text(other, "accessToken")));
            page.evaluate("tell('setUserId', '%s')".formatted(text(other, "userId")));

            await(() -> connectedAccounts().equals(List.of(TestWorld.OTHER_ACCOUNT)));
        }
    }

    private List<String> connectedAccounts() {
        return world.simulator().stats().sockets().stream().map(OpenSocket::account).toList();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }

    private Chromium.Tab signIn(Chromium chromium) {
        // A page that is loaded before the extension cannot speak to it.
        await(() -> chromium.shows(EXTENSION + "background.js"));
        Chromium.Tab page = chromium.open(world.uri("/").toString());
        await(() -> has(page, "#cookies"));
        page.evaluate("document.querySelector('#cookies button').click()");
        assertThat(has(page, "#cookies")).isFalse();
        submit(page, "email", TestWorld.ACCOUNT);
        page.evaluate("document.querySelector('p.link').click()");
        submit(page, "password", TestWorld.PASSWORD);
        await(() -> has(page, "#dashboard"));
        return page;
    }

    private static void submit(Chromium.Tab page, String name, String value) {
        await(() -> has(page, "[name=" + name + "]"));
        page.evaluate("document.querySelector('[name=%s]').value = '%s'".formatted(name, value));
        page.evaluate("document.querySelector('form button').click()");
    }

    private static boolean has(Chromium.Tab page, String selector) {
        return page.evaluate("document.querySelector('%s') !== null".formatted(selector))
                .asBoolean();
    }

    /** The stored text of a key; empty where there is none. */
    private static String stored(Chromium.Tab page, String key) {
        JsonNode all = page.evaluate("chrome.storage.local.get(null)");
        return all.path(key).asString("");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}
