package dev.lawn.simulator.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a scripted worker does; named by the word before the {@code @} of the account's user. */
public enum Script {
    /** Starts, connects, beats until it is told to stop or stdin ends, and says goodbye. */
    GOOD,
    /** Says hello and {@code starting}, is silent for 5 s, and goes on as a good one. */
    SLOW_START,
    /** Is connected for a second, and then does nothing more; only a signal ends it. */
    HANG_AFTER_CONNECT,
    /** Is connected for a second, and then dies with exit code 134 in the midst of a line. */
    CRASH_AFTER_CONNECT,
    /** Dies with exit code 134 before it has said anything. */
    CRASH_AT_START,
    /** A good one whose stdout also carries bytes, cut-off messages and lines beyond the bound. */
    GARBAGE,
    /** A good one that writes noise between its beats as fast as the pipe takes it. */
    FLOOD,
    /** A good one that then writes one line that never ends. */
    ENDLESS_LINE,
    /**
     * A good one that then writes nothing but bytes that are no text, as fast as the pipe takes.
     */
    INVALID_UTF8,
    /** A good one whose messages, a hundred a second, then end in their midst. */
    HALF_LINES,
    /** Beats on, but reads nothing of its stdin after the assignment, nor heeds SIGTERM. */
    NO_STDIN,
    /** A good one that heeds neither {@code stop} nor the end of stdin nor SIGTERM. */
    IGNORE_STOP,
    /** Asks for leave, signs in once it has it, and is connected from then on. */
    SIGN_IN,
    /**
     * Signs in when it has leave, and nothing comes of it: fault {@code site_down}, exit code 1.
     */
    SIGN_IN_FAILS,
    /** Signs in when it has leave, and is told to come back in 407 minutes; exit code 1. */
    RATE_LIMITED,
    /** Signs in and is rejected: fault {@code login_rejected}, exit code 1. */
    REJECT,
    /** Signs in and needs a person for a one-time code; beats on until it is told to stop. */
    HUMAN,
    /**
     * Knows a site that has moved: a good one where the sign-in page's path begins with {@code
     * /new}, else fault {@code site_changed} and exit code 1.
     */
    MOVED_SITE,
    /**
     * Goes out by its proxy: fault {@code proxy_unreachable} and exit code 1 where that refuses it
     * at the start; connected as long as the proxy takes a connection every second.
     */
    PROXIED,
    /**
     * Looks at its extension: a good one where the {@code manifest.json} of that says anything but
     * {@code "broken"}, else fault {@code extension_not_loaded} and exit code 1.
     */
    EXTENDED;

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The script of an account: {@code crash-at-start@example.com}, or with a tag to tell several
     * accounts apart, {@code good+17@example.com}.
     *
     * @throws IllegalArgumentException names the words there are
     */
    static Script ofUser(String user) {
        String word = user.split("[+@]", 2)[0];
        Optional<Script> script =
                Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        return script.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                "no script \"%s\"; the account's user must begin with one of %s"
                                        .formatted(word, words())));
    }

    private static String words() {
        return Arrays.stream(values()).map(Script::word).collect(Collectors.joining(", "));
    }
}
