package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out: the service's camelCase, and the snake_case of the test controls. */
final class Json {

    private static final String TYPE = "application/json";
    private static final JsonMapper SERVICE = JsonMapper.builder().build();
    private static final JsonMapper CONTROLS =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private Json() {}

    /** An API answer in its envelope. */
    static Reply.Whole data(Object value) {
        return service(200, Map.of("result", Map.of("data", value)));
    }

    /** An API error: a word for programs and a sentence for people. */
    static Reply.Whole error(int status, String code, String message) {
        return service(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    /** A plain object, as the check-in answers. */
    static Reply.Whole service(int status, Object value) {
        return new Reply.Whole(status, TYPE, SERVICE.writeValueAsBytes(value));
    }

    /** An answer of the test controls. */
    static Reply.Whole control(int status, Object value) {
        return new Reply.Whole(status, TYPE, CONTROLS.writeValueAsBytes(value));
    }

    static String text(Object value) {
        return SERVICE.writeValueAsString(value);
    }

    /** A request's body. */
    static JsonNode body(Request request) throws IOException {
        return parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    /**
     * @throws IOException without the text itself, which may hold a password
     */
    static JsonNode parse(String text) throws IOException {
        try {
            return SERVICE.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("no JSON: " + e.getClass().getSimpleName());
        }
    }
}
