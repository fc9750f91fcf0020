package dev.lawn.supervisor.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A YAML mapping: its values by key, in the order of the file. */
final class Mapping {

    /** Longest key shown as it is: a longer one is a misplaced text rather than a key. */
    private static final int SHOWN_KEY = 40;

    private final Cursor at;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Cursor> values = new LinkedHashMap<>();

    private boolean hasUnknownKey;

    private Mapping(Cursor at) {
        this.at = at;
    }

    /** Reads {@code node}; of a key that stands twice the first is kept and the second reported. */
    static Mapping read(MappingNode node, Cursor at) {
        Mapping mapping = new Mapping(at);
        for (NodeTuple entry : node.getValue()) {
            mapping.add(entry);
        }
        return mapping;
    }

    private void add(NodeTuple entry) {
        Node keyNode = entry.getKeyNode();
        if (!(keyNode instanceof ScalarNode scalar)) {
            at.source()
                    .problem(
                            Cursor.lineOf(keyNode),
                            at.path(),
                            "a key must be a plain word, not a list or a mapping");
            return;
        }
        String key = scalar.getValue();
        Node first = keys.putIfAbsent(key, keyNode);
        if (first == null) {
            values.put(key, new Cursor(entry.getValueNode(), pathOf(key), at.source()));
        } else {
            problem(
                    keyNode,
                    key,
                    "stands here twice, first on line %d; remove one"
                            .formatted(Cursor.lineOf(first)));
        }
    }

    /** The same mapping, the texts in it put through {@code substitution}. */
    Mapping with(Source.Substitution substitution) {
        Mapping mapping = new Mapping(at.with(substitution));
        mapping.keys.putAll(keys);
        mapping.hasUnknownKey = hasUnknownKey;
        values.forEach((key, value) -> mapping.values.put(key, value.with(substitution)));
        return mapping;
    }

    /** The mapping's own place. */
    Cursor at() {
        return at;
    }

    /** All entries, read-only, in the order of the file. */
    Map<String, Cursor> entries() {
        return Collections.unmodifiableMap(values);
    }

    /** The value of {@code key}; empty where the key is absent. */
    Optional<Cursor> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of {@code key}; its absence is a problem of this mapping. */
    Optional<Cursor> require(String key) {
        Optional<Cursor> value = find(key);
        if (value.isEmpty()) {
            at.source().problem(at.line(), pathOf(key), "missing; add it");
        }
        return value;
    }

    /**
     * Reports every other key. Where one is only misspelt, its value is read on as if it were not:
     * the mistake is shown once, and so are those below it.
     */
    void allowOnly(Collection<String> known) {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                unknown(key.getKey(), key.getValue(), known);
            }
        }
    }

    private void unknown(String key, Node node, Collection<String> known) {
        problem(node, key, "unknown key" + Suggestion.of(key, known));
        hasUnknownKey = true;
        Cursor value = values.remove(key);
        Optional<String> meant = Suggestion.nearest(key, known);
        if (value != null && meant.isPresent()) {
            values.putIfAbsent(meant.get(), value);
        }
    }

    /** The one entry this mapping must have whose key is among {@code choices}. */
    Optional<Map.Entry<String, Cursor>> oneOf(Collection<String> choices) {
        List<Map.Entry<String, Cursor>> found =
                values.entrySet().stream().filter(e -> choices.contains(e.getKey())).toList();
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        // What an unknown key was meant to be is not known: its own report must do.
        return found.isEmpty() && hasUnknownKey
                ? Optional.empty()
                : at.refuse("needs exactly one of " + String.join(", ", choices));
    }

    private String pathOf(String key) {
        String shown = key.length() > SHOWN_KEY ? key.substring(0, SHOWN_KEY) + "…" : key;
        return at.path().isEmpty() ? shown : at.path() + "." + shown;
    }

    private void problem(Node keyNode, String key, String message) {
        at.source().problem(Cursor.lineOf(keyNode), pathOf(key), message);
    }
}
