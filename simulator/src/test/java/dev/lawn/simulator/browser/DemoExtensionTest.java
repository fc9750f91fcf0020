package dev.lawn.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Stats.OpenSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The web app and the demo extension together, in a real Chromium. */
class DemoExtensionTest {

    private static final String EXTENSION = pages(SimulatorSettings.STAND_IN);

    /** A key of the extension's storage, in any place of a service.yaml that names one. */
    private static final Pattern STORAGE_KEY =
            Pattern.compile("\\b(?:stored|until_stored|session|authorization): \"?(\\w[\\w:]*)");

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
            await(() -> page.has("#dashboard"));
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
            tell(page, "setAccessToken", text(other, "accessToken"));
            tell(page, "setUserId", text(other, "userId"));

            await(() -> connectedAccounts().equals(List.of(TestWorld.OTHER_ACCOUNT)));
        }
    }

    @Test
    void anotherBuildOfItIsSignedInWhereThePagesAreServedForItsId(@TempDir Path folder)
            throws Exception {
        OtherBuild build = OtherBuild.in(folder);
        world.control(
                "/_extensions", Map.of("ids", List.of(SimulatorSettings.STAND_IN, build.id())));
        try (Chromium chromium = Chromium.start(profile, folder)) {
            signIn(chromium, pages(build.id()));
            chromium.open(pages(build.id()) + "index.html");

            await(() -> connectedAccounts().equals(List.of(TestWorld.ACCOUNT)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "grass"})
    void itStoresWhateverAServiceDefinitionReads(String service) throws Exception {
        String definition =
                Files.readString(Path.of("../extensions/%s/service.yaml".formatted(service)));
        Set<String> read =
                STORAGE_KEY
                        .matcher(definition.replaceAll(" #.*", ""))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        assertThat(read).contains("wynd:status", "wynd:browser_id", "previousScore", "accessToken");
        try (Chromium chromium = Chromium.start(profile)) {
            signIn(chromium);
            chromium.open(EXTENSION + "index.html");
            Chromium.Tab parked = chromium.open(EXTENSION + "manifest.json");

            await(() -> read.stream().noneMatch(key -> stored(parked, key).isEmpty()));
            assertThat(stored(parked, "wynd:user_id"))
                    .isEqualTo("\"" + Accounts.userId(TestWorld.ACCOUNT) + "\"");
        }
    }

    private static String pages(String extensionId) {
        return "chrome-extension://" + extensionId + "/";
    }

    private static void tell(Chromium.Tab page, String type, String payload) {
        page.evaluate(
                "chrome.runtime.sendMessage('%s', {type: '%s', payload: '%s'})"
                        .formatted(SimulatorSettings.STAND_IN, type, payload));
    }

    private List<String> connectedAccounts() {
        return world.simulator().stats().sockets().stream().map(OpenSocket::account).toList();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }

    private Chromium.Tab signIn(Chromium chromium) {
        return signIn(chromium, EXTENSION);
    }

    private Chromium.Tab signIn(Chromium chromium, String extension) {
        // A page that is loaded before the extension cannot speak to it.
        await(() -> chromium.shows(extension + "background.js"));
        Chromium.Tab page = chromium.open(world.uri("/").toString());
        submit(page, "email", TestWorld.ACCOUNT);
        page.evaluate("document.querySelector('p.link').click()");
        submit(page, "password", TestWorld.PASSWORD);
        await(() -> page.has("#dashboard"));
        return page;
    }

    private static void submit(Chromium.Tab page, String name, String value) {
        await(() -> page.has("[name=" + name + "]"));
        page.fill(name, value);
        page.evaluate("document.querySelector('form button').click()");
    }

    /** The stored text of a key; empty where there is none. */
    private static String stored(Chromium.Tab page, String key) {
        JsonNode all = page.evaluate("chrome.storage.local.get(null)");
        return all.path(key).asString("");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
