package dev.lawn.supervisor.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size with its unit: {@code 600MiB}, {@code 1GiB}, {@code 65536KiB}. */
final class Size {

    /** Each 1024 times the one before it. */
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB");

    private static final int BITS_PER_UNIT = 10;

    /** Nine digits of GiB fit into a long, with room. */
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}) ?([A-Za-z]*)");

    private Size() {}

    /** Bytes, {@code least} or more. */
    static Optional<Long> read(Cursor at, long least) {
        return at.text().flatMap(text -> read(at, text, least));
    }

    private static Optional<Long> read(Cursor at, String text, long least) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return at.refuse(
                    "\"%s\" is no size; write a whole number with its unit: 600MiB or 1GiB"
                            .formatted(text));
        }
        String number = shape.group(1);
        String unit = shape.group(2);
        if (unit.isEmpty()) {
            return at.refuse(
                    "\"%1$s\" has no unit; write %1$sMiB if MiB are meant, or another of %2$s"
                            .formatted(number, String.join(", ", UNITS)));
        }
        if (!UNITS.contains(unit)) {
            return at.refuse("unknown unit \"%s\"%s".formatted(unit, Suggestion.of(unit, UNITS)));
        }
        long bytes = Long.parseLong(number) << (BITS_PER_UNIT * (UNITS.indexOf(unit) + 1));
        return bytes >= least
                ? Optional.of(bytes)
                : at.refuse(
                        "\"%s\" is too little; write %s or more".formatted(text, written(least)));
    }

    private static String written(long bytes) {
        return (bytes >> (2 * BITS_PER_UNIT)) + "MiB";
    }
}
