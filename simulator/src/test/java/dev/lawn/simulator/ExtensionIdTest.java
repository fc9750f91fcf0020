package dev.lawn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo extension's id stands in three places, which must agree. */
class ExtensionIdTest {

    private static final Path DEMO = Path.of("../extensions/demo");

    @Test
    void theManifestsKeyGivesTheIdThatTheServiceDefinitionExpects() throws Exception {
        assertThat(first("(?m)^  id: ([a-p]{32})", Files.readString(DEMO.resolve("service.yaml"))))
                .isEqualTo(ManifestKey.idOf(key()));
    }

    @Test
    void theSimulatorsPagesSpeakToThatExtension() throws Exception {
        assertThat(SimulatorSettings.STAND_IN).isEqualTo(ManifestKey.idOf(key()));
    }

    @Test
    void theKeyIsAPublicKey() throws Exception {
        assertThat(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key())))
                .isNotNull();
    }

    private static byte[] key() throws Exception {
        JsonNode manifest =
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readAllBytes(DEMO.resolve("extension/manifest.json")));
        return Base64.getDecoder().decode(manifest.path("key").asString());
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
