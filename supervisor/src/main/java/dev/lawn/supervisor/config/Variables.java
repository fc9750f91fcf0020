package dev.lawn.supervisor.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of one service: the values of service.yaml, or what accounts.yaml says instead.
 * Values are plain texts; they do not refer to each other.
 */
final class Variables implements Source.Substitution {

    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    private Variables() {}

    /**
     * @param defined service.yaml's mapping of them
     * @param overrides accounts.yaml's mapping for this service; a name that service.yaml does not
     *     have is a problem of accounts.yaml
     */
    static Variables read(Optional<Mapping> defined, Optional<Mapping> overrides) {
        Variables variables = new Variables();
        defined.ifPresent(variables::put);
        overrides.ifPresent(mapping -> mapping.allowOnly(variables.values.keySet()));
        overrides.ifPresent(variables::put);
        return variables;
    }

    private void put(Mapping mapping) {
        mapping.entries().forEach((name, at) -> values.put(name, plain(at)));
    }

    private static Optional<String> plain(Cursor at) {
        Optional<String> text = at.text();
        if (text.filter(value -> value.contains("${")).isPresent()) {
            return at.refuse("a variable's value is a plain text; it cannot hold ${");
        }
        return text;
    }

    @Override
    public Optional<String> apply(Cursor at, String text) {
        return Template.fill(at, text, name -> value(at, name));
    }

    private Optional<String> value(Cursor at, String name) {
        Optional<String> value = values.get(name);
        if (value == null) {
            return at.refuse(
                    "unknown variable \"%s\"%s"
                            .formatted(name, Suggestion.of(name, values.keySet())));
        }
        return value;
    }
}
