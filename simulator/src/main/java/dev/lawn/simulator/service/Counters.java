package dev.lawn.simulator.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/** Counts what happens, from 0 at each start. Thread-safe. */
public final class Counters {

    private final Map<String, Map<SignInOutcome, Integer>> signInPosts = new ConcurrentHashMap<>();
    private final LongAdder pagesServed = new LongAdder();
    private final LongAdder apiRequests = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    /** A sign-in was asked for, and this is what comes of it. */
    public void signInPosted(String account, SignInOutcome outcome) {
        signInPosts
                .computeIfAbsent(account, _ -> new ConcurrentHashMap<>())
                .merge(outcome, 1, Integer::sum);
    }

    /** The web app's page is sent. */
    public void pageServed() {
        pagesServed.increment();
    }

    /** The API was asked. */
    public void apiRequested() {
        apiRequests.increment();
    }

    /** So many bytes came in. */
    public void received(long bytes) {
        bytesReceived.add(bytes);
    }

    /** So many bytes went out. */
    public void sent(long bytes) {
        bytesSent.add(bytes);
    }

    /** Everything so far, with the mails that were sent and the sockets that are open now. */
    public Stats with(Map<String, Stats.Mail> mails, List<Stats.OpenSocket> sockets) {
        return new Stats(
                counts(posts -> posts.getOrDefault(SignInOutcome.ACCEPTED, 0)),
                counts(posts -> posts.values().stream().mapToInt(Integer::intValue).sum()),
                posts(),
                mails,
                sockets,
                pagesServed.sum(),
                apiRequests.sum(),
                bytesReceived.sum(),
                bytesSent.sum());
    }

    /** By account; one with none is absent. */
    private Map<String, Integer> counts(ToIntFunction<Map<SignInOutcome, Integer>> count) {
        Map<String, Integer> counts = new TreeMap<>();
        signInPosts.forEach((account, posts) -> counts.put(account, count.applyAsInt(posts)));
        counts.values().removeIf(each -> each == 0);
        return counts;
    }

    private Map<String, Map<String, Integer>> posts() {
        Map<String, Map<String, Integer>> all = new TreeMap<>();
        signInPosts.forEach(
                (account, posts) -> {
                    Map<String, Integer> named = new TreeMap<>();
                    posts.forEach((outcome, count) -> named.put(outcome.wireName(), count));
                    all.put(account, named);
                });
        return all;
    }
}
