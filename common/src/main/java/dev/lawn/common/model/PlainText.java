package dev.lawn.common.model;

import java.util.regex.Pattern;

/**
 * Text of a page or a worker on its way to a terminal or a log, where a control character is a
 * command and a line end is a forged line.
 */
public final class PlainText {

    private static final Pattern SPACING = Pattern.compile("[\\t\\r\\n]");

    /** Controls (C0, DEL, C1), invisible marks that turn the writing round, and line separators. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private PlainText() {}

    /** One line: tabs and line ends become spaces, whatever else does not print becomes �. */
    public static String of(String text) {
        return UNPRINTABLE.matcher(SPACING.matcher(text).replaceAll(" ")).replaceAll("�");
    }
}
