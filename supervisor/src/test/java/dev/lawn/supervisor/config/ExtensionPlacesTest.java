package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lawn.supervisor.extension.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an extension needs of the configuration is read before the rest of it is right. */
class ExtensionPlacesTest {

    @TempDir private Path folder;
    private Workspace workspace;
    private ExtensionPlaces places;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
        places = new ExtensionPlaces(folder.resolve("extensions"), folder.resolve("accounts.yaml"));
    }

    @Test
    void theExtensionNeedNotBeThereNorTheAccounts() throws Exception {
        Files.delete(folder.resolve("extensions/sample/extension/manifest.json"));

        assertThat(places.services()).containsExactly("other", "sample");
        assertThat(places.of("sample"))
                .isEqualTo(
                        new Place(
                                "sample",
                                folder.resolve("extensions/sample"),
                                folder.resolve("extensions/sample/extension"),
                                "abcdefghijklmnopabcdefghijklmnop",
                                null));
    }

    @Test
    void accountsOverrideVariablesHoweverTheRestOfThemIs() throws Exception {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("variables:", "variables:\n  which: " + "a".repeat(32))
                        .replace("id: abcdefghijklmnopabcdefghijklmnop", "id: ${which}")
                        .replace("poll: 2s", "poll: nonsense"));
        assertThat(places.of("sample").id()).isEqualTo("a".repeat(32));
        workspace.write(
                "accounts.yaml",
                """
                accounts: nonsense
                services: { sample: { variables: { which: %s } } }
                """
                        .formatted("b".repeat(32)),
                "rw-------");

        assertThat(places.of("sample").id()).isEqualTo("b".repeat(32));
    }

    @Test
    void whatItNeedsMustBeRight() throws Exception {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("id: abcdefghijklmnopabcdefghijklmnop", "id: grass"));

        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> places.of("sample"));

        assertThat(refusal.problems())
                .singleElement()
                .extracting(workspace::shown)
                .asString()
                .startsWith(
                        "extensions/sample/service.yaml:11: extension.id: \"grass\" is no extension id");
    }
}
