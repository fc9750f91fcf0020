package dev.lawn.supervisor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a YAML file, with the place it stands at. Whatever is asked of it and cannot be had
 * is reported at that place and answered with an empty value.
 */
final class Cursor {

    private final Node node;
    private final String path;
    private final Source source;

    Cursor(Node node, String path, Source source) {
        this.node = node;
        this.path = path;
        this.source = source;
    }

    String path() {
        return path;
    }

    /** 1-based. */
    int line() {
        return lineOf(node);
    }

    Source source() {
        return source;
    }

    void problem(String message) {
        source.problem(line(), path, message);
    }

    /** Reports a problem and answers with nothing. */
    <T> Optional<T> refuse(String message) {
        problem(message);
        return Optional.empty();
    }

    void warning(String message) {
        source.warning(line(), path, message);
    }

    /** The same value, its texts and those below it put through {@code substitution}. */
    Cursor with(Source.Substitution substitution) {
        return new Cursor(node, path, new Source(source.file(), source.report(), substitution));
    }

    /** The mapping that stands here; a key that is not among {@code keys} is a problem. */
    Optional<Mapping> mapping(String... keys) {
        Optional<Mapping> mapping = mappingOfAnyKeys();
        mapping.ifPresent(m -> m.allowOnly(List.of(keys)));
        return mapping;
    }

    /** The mapping that stands here, whatever its keys are. */
    Optional<Mapping> mappingOfAnyKeys() {
        return node instanceof MappingNode mapping
                ? Optional.of(Mapping.read(mapping, this))
                : wrongKind("a mapping (lines of \"key: value\")");
    }

    /** Whether a mapping stands here. */
    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether a list stands here. */
    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The elements of the list that stands here; none where it is no list. */
    List<Cursor> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            wrongKind("a list (lines that begin with \"- \", or [])");
            return List.of();
        }
        List<Cursor> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new Cursor(element, path + "[" + elements.size() + "]", source));
        }
        return elements;
    }

    /** The elements of the list that stands here, or what stands here where it is no list. */
    List<Cursor> oneOrMore() {
        if (!(node instanceof SequenceNode)) {
            return List.of(this);
        }
        List<Cursor> elements = elements();
        if (elements.isEmpty()) {
            problem("is an empty list; write at least one element or remove the line");
        }
        return elements;
    }

    /** The text that stands here; a number or {@code true} counts as the text it is written as. */
    Optional<String> text() {
        if (!(node instanceof ScalarNode scalar)) {
            return wrongKind("a text");
        }
        if (!scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
            // The tag is not repeated: it may be the beginning of an unquoted password.
            problem("begins with \"!\", which is a YAML tag; put the value in quotes");
            return Optional.empty();
        }
        if (isEmpty(scalar)) {
            problem("is empty; write a value or remove the line");
            return Optional.empty();
        }
        return source.substitution().apply(this, scalar.getValue());
    }

    private <T> Optional<T> wrongKind(String wanted) {
        return refuse("should be %s, but is %s".formatted(wanted, kind()));
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            case SCALAR -> isEmpty((ScalarNode) node) ? "empty" : "a single value";
            // YamlFile refuses aliases, and only they make anchor nodes.
            case ANCHOR -> "an alias";
        };
    }

    /** Also as YAML writes it in words. */
    private static boolean isEmpty(ScalarNode scalar) {
        String value = scalar.getValue();
        return value.isBlank() || (scalar.isPlain() && ("~".equals(value) || "null".equals(value)));
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
