package dev.lawn.worker.browser;

import dev.lawn.common.model.PlainText;
import java.util.List;
import java.util.StringJoiner;

/** A page as text: what it shows and where one can type or click, without what was typed. */
final class PageOutline {

    /**
     * What evidence.js says of an element after its depth and its tag; an empty one says nothing.
     */
    private static final List<String> NAMES =
            List.of("role", "id", "name", "type", "placeholder", "label", "");

    private static final int FIRST_VALUE = 2;
    private static final int MOST_CHARACTERS = 64 * 1024;

    private final Redaction redaction;

    PageOutline(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * The outline.
     *
     * @param seen title, address and rows, as evidence.js gives them
     */
    String of(List<?> seen) {
        StringBuilder text = new StringBuilder();
        text.append("title: ").append(plain(seen.get(0))).append('\n');
        text.append("address: ").append(plain(seen.get(1))).append("\n\n");
        for (Object row : (List<?>) seen.get(2)) {
            text.append(line((List<?>) row)).append('\n');
        }
        return text.length() > MOST_CHARACTERS
                ? text.substring(0, MOST_CHARACTERS)
                : text.toString();
    }

    private String line(List<?> row) {
        StringJoiner line = new StringJoiner(" ");
        line.add("  ".repeat(((Number) row.get(0)).intValue()) + PlainText.of("" + row.get(1)));
        for (int i = 0; i < NAMES.size(); i++) {
            String value = plain(row.get(i + FIRST_VALUE));
            if (!value.isEmpty()) {
                line.add(
                        NAMES.get(i).isEmpty()
                                ? quoted(value)
                                : NAMES.get(i) + "=" + quoted(value));
            }
        }
        return line.toString();
    }

    private static String quoted(String value) {
        return value.equals(Redaction.REDACTED) ? value : "\"" + value + "\"";
    }

    /** A second look: the first was the page's own. */
    private String plain(Object value) {
        return redaction.of(PlainText.of(String.valueOf(value)));
    }
}
