package dev.lawn.supervisor.extension;

import dev.lawn.common.model.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A manifest.json: JSON in which Chromium allows comments. */
final class ManifestJson {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MANIFEST_VERSION = 3;
    private static final Pattern VERSION = Pattern.compile("\\d{1,10}(\\.\\d{1,10}){0,3}");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final ObjectNode root;

    private ManifestJson(ObjectNode root) {
        this.root = root;
    }

    /**
     * The manifest among an extension's files.
     *
     * @throws ExtensionException where there is none, or a browser would not take it
     */
    static ManifestJson of(Contents contents) throws ExtensionException, IOException {
        Item file =
                contents.find(Manifest.FILE)
                        .orElseThrow(
                                () ->
                                        new ExtensionException(
                                                "holds no manifest.json at its top; is it an extension, and the right folder of it?"));
        try (InputStream in = file.content().open()) {
            return new ManifestJson(parse(in.readNBytes(MOST_BYTES + 1)));
        }
    }

    private static ObjectNode parse(byte[] json) throws ExtensionException {
        try {
            if (json.length <= MOST_BYTES && MAPPER.readTree(json) instanceof ObjectNode root) {
                return root;
            }
        } catch (JacksonException _) {
            // Its message repeats pieces of what may be anything.
        }
        throw wrong("is no JSON that a browser would take");
    }

    Manifest read() throws ExtensionException {
        if (root.path("manifest_version").asInt(0) != MANIFEST_VERSION) {
            throw wrong(
                    "is not of manifest_version 3, and browsers load no other; get a newer version");
        }
        String version = text("version");
        if (!VERSION.matcher(version).matches()) {
            throw wrong("has no version a browser would take");
        }
        return new Manifest(PlainText.of(text("name")), version, publicKey(), permissions());
    }

    private String text(String key) throws ExtensionException {
        JsonNode value = root.path(key);
        if (!value.isString()) {
            throw wrong("has no " + key);
        }
        return value.stringValue();
    }

    private @Nullable ByteBuffer publicKey() throws ExtensionException {
        if (!root.has("key")) {
            return null;
        }
        try {
            return ByteBuffer.wrap(Base64.getMimeDecoder().decode(text("key")));
        } catch (IllegalArgumentException _) {
            throw wrong("has a key that is not base64");
        }
    }

    private Permissions permissions() throws ExtensionException {
        List<String> scripts = new ArrayList<>();
        for (JsonNode each : root.path("content_scripts")) {
            scripts.addAll(list(each.path("matches")));
        }
        return new Permissions(
                list(root.path("permissions")),
                list(root.path("host_permissions")),
                list(root.path("optional_permissions")),
                list(root.path("optional_host_permissions")),
                scripts);
    }

    /**
     * What is no text is kept as it is written, and what does not print is refused: neither must
     * pass unseen.
     */
    private static List<String> list(JsonNode array) throws ExtensionException {
        List<String> names = new ArrayList<>();
        for (JsonNode each : array) {
            String name = each.isString() ? each.stringValue() : each.toString();
            if (!name.equals(PlainText.of(name))) {
                throw wrong("names a permission with characters that do not print");
            }
            names.add(name);
        }
        return names;
    }

    /**
     * The same manifest as JSON with this {@code key}, as browsers write it when they install a
     * CRX: it gives the unpacked extension the id of the packed one.
     */
    byte[] withKey(ByteBuffer publicKey) {
        byte[] key = new byte[publicKey.remaining()];
        publicKey.duplicate().get(key);
        ObjectNode copy = root.deepCopy();
        copy.put("key", Base64.getEncoder().encodeToString(key));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(copy);
    }

    private static ExtensionException wrong(String what) {
        return new ExtensionException("its manifest.json " + what);
    }
}
