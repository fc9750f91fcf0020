package dev.lawn.simulator.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Open or shut for what flows through a proxy, or open with a delay. Thread-safe. */
final class Gate {

    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;

    /** Holds back whatever is read from now on. */
    synchronized void shut() {
        if (open.getCount() == 0) {
            open = new CountDownLatch(1);
        }
    }

    /**
     * Lets everything go on, each piece so late.
     *
     * @param late zero for at once
     */
    synchronized void open(Duration late) {
        delay = late;
        open.countDown();
    }

    /** Waits until what came may go on. */
    void await() throws InterruptedIOException {
        try {
            open.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the proxy was closed");
        }
        if (delay.isPositive()) {
            LockSupport.parkNanos(delay.toNanos());
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

    /** A new socket; what comes in by it is handed on only while the gate is open. */
    Socket heldSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return held(super.getInputStream());
            }
        };
    }
}
