package dev.lawn.supervisor.extension;

import dev.lawn.common.model.PlainText;

/** A path out of somebody's archive, fit for a terminal. */
final class PrintedPath {

    private static final int LONGEST = 80;

    private PrintedPath() {}

    static String of(String path) {
        String cut = path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path;
        return "\"" + PlainText.of(cut) + "\"";
    }
}
