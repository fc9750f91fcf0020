package dev.lawn.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.TestWorld.Answer;
import dev.lawn.simulator.service.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the controls change in the page that is served, and how they refuse. */
class TestControlsTest {

    private static final String OTHER_ID = "a".repeat(32);

    private TestWorld world;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = TestWorld.start(state, Variant.CLASSIC);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void thePageIsThatOfTheSettingsUntilItIsSwitched() throws Exception {
        assertThat(page()).contains("name=\"user\"").doesNotContain("name=\"email\"");

        world.variant(Variant.CHANGED);

        assertThat(page())
                .contains("name=\"login\"", "NEXT", "name=\"secret\"", "ENTER", "Logout")
                .doesNotContain("name=\"user\"", "name=\"password\"", "@");
    }

    @Test
    void everyFileThatAPageNamesIsThere() throws Exception {
        for (Variant variant : Variant.values()) {
            world.variant(variant);
            String script = page().replaceAll("(?s).*type=\"module\" src=\"([^\"]+)\".*", "$1");

            assertThat(world.get("/" + script).body()).as("%s", variant).contains("begin(");
        }
    }

    @Test
    void thePageSpeaksToTheExtensionsItIsToldOf() throws Exception {
        assertThat(page()).contains("[\"" + SimulatorSettings.STAND_IN + "\"]");

        world.control("/_extensions", Map.of("ids", List.of(OTHER_ID)));

        assertThat(page()).contains("[\"" + OTHER_ID + "\"]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/_variant,    variant, winter,    `classic, stepwise, banners`",
                "/_fault,      fault,   earthquake, `sign_in_hang, sign_in_reject`",
                "/_extensions, ids,     short,     32 letters",
                "/_device,     address, 127.0.1.1, true or false",
            })
    void whatItDoesNotKnowItRefusesAndSaysWhatItDoes(
            String path, String member, String value, String known) throws Exception {
        Answer answer = world.post(path, Map.of(member, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asString()).contains(known);
    }

    @Test
    void noAddressIsRefused() throws Exception {
        assertThat(world.post("/_device", Map.of("address", "here", "listed", true)).status())
                .isEqualTo(400);
    }

    @Test
    void thereAreNoOthers() throws Exception {
        assertThat(world.post("/_earthquake", Map.of()).status()).isEqualTo(404);
    }

    private String page() throws Exception {
        return world.get("/").body();
    }
}
