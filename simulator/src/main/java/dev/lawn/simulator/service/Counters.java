package dev.lawn.simulator.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens, from 0 at each start. Thread-safe. */
public final class Counters {

    private final Map<String, Integer> signIns = new ConcurrentHashMap<>();
    private final Map<String, Integer> signInAttempts = new ConcurrentHashMap<>();
    private final LongAdder pagesServed = new LongAdder();
    private final LongAdder apiRequests = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    /** A sign-in was asked for. */
    public void signInAttempted(String account) {
        signInAttempts.merge(account, 1, Integer::sum);
    }

    /** A sign-in succeeded. */
    public void signedIn(String account) {
        signIns.merge(account, 1, Integer::sum);
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

    /** Everything so far, with the sockets that are open now. */
    public Stats with(List<Stats.OpenSocket> sockets) {
        return new Stats(
                new TreeMap<>(signIns),
                new TreeMap<>(signInAttempts),
                sockets,
                pagesServed.sum(),
                apiRequests.sum(),
                bytesReceived.sum(),
                bytesSent.sum());
    }
}
