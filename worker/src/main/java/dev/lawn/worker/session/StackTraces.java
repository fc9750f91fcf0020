package dev.lawn.worker.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Stack traces for the log. */
public final class StackTraces {

    private StackTraces() {}

    /** Classes and frames of an error and its causes; a message might hold what was typed. */
    public static String withoutMessages(Throwable error) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = error; each != null && seen.add(each); each = each.getCause()) {
            text.append(text.isEmpty() ? "" : "caused by ").append(each.getClass().getName());
            text.append('\n');
            append(each.getStackTrace(), text);
        }
        return text.toString();
    }

    static void append(StackTraceElement[] frames, StringBuilder text) {
        for (StackTraceElement frame : frames) {
            text.append("    at ").append(frame).append('\n');
        }
    }
}
