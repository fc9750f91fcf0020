package dev.lawn.simulator.proxy;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy has seen: sums of everything and of each target, and each of its latest connections.
 * Thread-safe.
 */
final class ProxyLog {

    private static final int MOST_KEPT = 1000;

    private final Deque<Entry> latest = new ArrayDeque<>();
    private final ProxySums all = new ProxySums();
    private final Map<String, ProxySums> byTarget = new ConcurrentHashMap<>();

    /** A connection that begins. */
    synchronized Entry begin() {
        Entry entry = new Entry();
        all.connected();
        latest.addLast(entry);
        if (latest.size() > MOST_KEPT) {
            latest.removeFirst();
        }
        return entry;
    }

    /** The latest thousand connections, open ones among them; the oldest first. */
    synchronized List<Passage> passages() {
        return latest.stream().map(Entry::snapshot).toList();
    }

    ProxyTraffic traffic() {
        return all.snapshot();
    }

    /** The same by what was asked for, of connections that asked for anything. */
    Map<String, ProxyTraffic> trafficByTarget() {
        Map<String, ProxyTraffic> traffic = new TreeMap<>();
        byTarget.forEach((target, sums) -> traffic.put(target, sums.snapshot()));
        return traffic;
    }

    /** One connection. */
    final class Entry {

        private final LongAdder received = new LongAdder();
        private final LongAdder sent = new LongAdder();
        private volatile @Nullable String target;
        private volatile ProxySums ofTarget = new ProxySums();
        private volatile @Nullable Refusal refusal;

        /** Comes before anything is said to the client, on the thread that has read so far. */
        void asked(String where) {
            ProxySums sums = byTarget.computeIfAbsent(where, _ -> new ProxySums());
            sums.connected();
            sums.fromClient(received.sum());
            ofTarget = sums;
            target = where;
        }

        void refused(Refusal why) {
            all.refused();
            ofTarget.refused();
            refusal = why;
        }

        void toClient(long bytes) {
            sent.add(bytes);
            all.toClient(bytes);
            ofTarget.toClient(bytes);
        }

        private void fromClient(long bytes) {
            received.add(bytes);
            all.fromClient(bytes);
            ofTarget.fromClient(bytes);
        }

        private Passage snapshot() {
            return new Passage(target, received.sum(), sent.sum(), refusal);
        }

        /** The same stream, its bytes counted as the client's. */
        InputStream counted(InputStream stream) {
            return new FilterInputStream(stream) {
                @Override
                public int read() throws IOException {
                    int value = super.read();
                    fromClient(value < 0 ? 0 : 1);
                    return value;
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int count = super.read(bytes, from, length);
                    fromClient(Math.max(0, count));
                    return count;
                }
            };
        }

        /** The same stream, its bytes counted as those to the client. */
        OutputStream counted(OutputStream stream) {
            return new FilterOutputStream(stream) {
                @Override
                public void write(int value) throws IOException {
                    super.write(value);
                    toClient(1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                    toClient(length);
                }
            };
        }
    }
}
