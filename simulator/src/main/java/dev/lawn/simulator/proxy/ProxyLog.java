package dev.lawn.simulator.proxy;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a proxy has seen: sums of everything, and each of its latest connections. Thread-safe. */
final class ProxyLog {

    private static final int MOST_KEPT = 1000;

    private final Deque<Entry> latest = new ArrayDeque<>();
    private final LongAdder connections = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder fromClient = new LongAdder();
    private final LongAdder toClient = new LongAdder();

    /** A connection that begins. */
    synchronized Entry begin() {
        Entry entry = new Entry();
        connections.increment();
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
        return new ProxyTraffic(connections.sum(), refused.sum(), fromClient.sum(), toClient.sum());
    }

    /** One connection. */
    final class Entry {

        private final LongAdder received = new LongAdder();
        private final LongAdder sent = new LongAdder();
        private volatile @Nullable String target;
        private volatile @Nullable Refusal refusal;

        void asked(String where) {
            target = where;
        }

        void refused(Refusal why) {
            refused.increment();
            refusal = why;
        }

        void toClient(long bytes) {
            sent.add(bytes);
            toClient.add(bytes);
        }

        private void fromClient(long bytes) {
            received.add(bytes);
            fromClient.add(bytes);
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
