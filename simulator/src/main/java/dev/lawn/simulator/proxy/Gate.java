package dev.lawn.simulator.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** Open or shut for everything that flows through a proxy. Thread-safe. */
final class Gate {

    private volatile CountDownLatch open = new CountDownLatch(0);

    /** Holds back whatever is read from now on. */
    synchronized void shut() {
        if (open.getCount() == 0) {
            open = new CountDownLatch(1);
        }
    }

    /** Lets everything go on. */
    synchronized void open() {
        open.countDown();
    }

    void await() throws InterruptedIOException {
        try {
            open.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the proxy was closed");
        }
    }

    /** The same stream; what was read is handed on only while the gate is open. */
    InputStream held(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                await();
                return value;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                await();
                return count;
            }

            private void await() throws IOException {
                Gate.this.await();
            }
        };
    }
}
