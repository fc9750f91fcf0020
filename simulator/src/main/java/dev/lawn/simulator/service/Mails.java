package dev.lawn.simulator.service;

import java.util.Map;
import java.util.TreeMap;

/**
 * The one-time codes that were mailed. Each request is another mail with another code, and only the
 * latest is good. Thread-safe; nothing of it survives the run.
 */
public final class Mails {

    /** The code of an account's first mail; each further one is one more. */
    static final int FIRST_CODE = 123_456;

    private final Map<String, Integer> sent = new TreeMap<>();

    /** Mails a new code. */
    public synchronized void send(String account) {
        sent.merge(account, 1, Integer::sum);
    }

    /** Whether this is the code of the latest mail; false where there was none. */
    public synchronized boolean accepts(String account, String code) {
        return sent.containsKey(account) && code(sent.get(account)).equals(code);
    }

    /** What each account has in its mailbox; accounts without a mail are absent. */
    public synchronized Map<String, Stats.Mail> list() {
        Map<String, Stats.Mail> list = new TreeMap<>();
        sent.forEach((account, count) -> list.put(account, new Stats.Mail(count, code(count))));
        return list;
    }

    private static String code(int count) {
        return String.valueOf(FIRST_CODE - 1 + count);
    }
}
