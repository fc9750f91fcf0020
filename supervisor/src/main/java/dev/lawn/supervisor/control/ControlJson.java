package dev.lawn.supervisor.control;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the control endpoint writes: snake_case, nulls as nulls, times in ISO 8601. */
public final class ControlJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private ControlJson() {}

    /** The document as indented JSON. */
    public static String write(StatusDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /** Findings as indented JSON. */
    public static String write(PreflightDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /** Verdicts on proxies, as indented JSON. */
    public static String write(ProxyDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /** What a reload did, as indented JSON. */
    public static String write(ReloadDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /** What a probe found, as indented JSON. */
    public static String write(ProbeDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /** The way to a browser, as indented JSON. */
    public static String write(OpenDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    /**
     * Reads a document back.
     *
     * @throws IOException where it is none; does not repeat it
     */
    static StatusDocument readStatus(String json) throws IOException {
        return read(json, StatusDocument.class, "no status document");
    }

    /** Likewise. */
    static ReloadDocument readReload(String json) throws IOException {
        return read(json, ReloadDocument.class, "no word of a reload");
    }

    private static <T> T read(String json, Class<T> type, String otherwise) throws IOException {
        try {
            T document = MAPPER.readValue(json, type);
            if (document != null) {
                return document;
            }
        } catch (JacksonException _) {
            // Its message repeats pieces of what may be anything.
        }
        throw new IOException(otherwise + "; another program may listen there");
    }
}
