package dev.lawn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
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
                .isEqualTo(idOf(key()));
    }

    @Test
    void thePageSpeaksToThatExtension() throws Exception {
        try (InputStream script =
                Objects.requireNonNull(Simulator.class.getResourceAsStream("web/app.js"))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(first("EXTENSION_ID = \"([a-p]{32})\"", text)).isEqualTo(idOf(key()));
        }
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

    /** The first 16 bytes of the key's SHA-256, each nibble as a letter from a to p. */
    private static String idOf(byte[] key) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
        StringBuilder id = new StringBuilder();
        HexFormat.of()
                .formatHex(hash, 0, 16)
                .chars()
                .forEach(hex -> id.append((char) ('a' + Character.digit(hex, 16))));
        return id.toString();
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
