package dev.lawn.bench.relay;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The near end: a thread per stream. */
final class Client implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final InetSocketAddress origin;
    private final Time time = new SystemTime();
    private final ExecutorService streams =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("stream").factory());

    Client(InetSocketAddress origin) {
        this.origin = origin;
    }

    InetSocketAddress origin() {
        return origin;
    }

    /** So many connections through it, open and quiet. */
    List<SocketChannel> open(Way way, int count) throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            channels.add(way.open(origin));
        }
        return channels;
    }

    /** One run, on connections of its own that are open before the clock starts. */
    Sample run(Way way, Transfer transfer) throws IOException, InterruptedException {
        List<SocketChannel> channels = open(way, transfer.streams());
        try {
            double cpu = way.cpuSeconds();
            long from = time.nanos();
            move(channels, transfer);
            double seconds = (time.nanos() - from) / 1e9;
            return new Sample(transfer, seconds, way.cpuSeconds() - cpu);
        } finally {
            close(channels);
        }
    }

    /** Moves it, an equal share on each of the connections at once. */
    void move(List<SocketChannel> channels, Transfer transfer)
            throws IOException, InterruptedException {
        List<Callable<Boolean>> tasks =
                channels.stream()
                        .<Callable<Boolean>>map(each -> () -> move(each, transfer))
                        .toList();
        for (Future<Boolean> each :
                streams.invokeAll(tasks, LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            if (each.isCancelled()) {
                throw new IOException("%s did not end in %s".formatted(transfer, LONGEST));
            }
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IOException("%s: %s".formatted(transfer, e.getCause()), e);
            }
        }
    }

    private static boolean move(SocketChannel channel, Transfer transfer) throws IOException {
        Wire wire = new Wire(channel);
        long bytes = transfer.bytesEach();
        ByteBuffer order = ByteBuffer.allocate(Origin.ORDER_BYTES);
        order.put(transfer.direction().code()).putLong(bytes).flip();
        Wire.write(channel, order);
        switch (transfer.direction()) {
            case DOWN -> wire.receive(bytes);
            case UP -> {
                wire.send(bytes);
                wire.receive(1);
            }
        }
        return true;
    }

    static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    @Override
    public void close() {
        streams.shutdownNow();
    }
}
