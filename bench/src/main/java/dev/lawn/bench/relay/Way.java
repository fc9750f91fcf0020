package dev.lawn.bench.relay;

import dev.lawn.common.net.HttpHead;
import dev.lawn.common.proc.Procfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A way from the client to the origin. */
sealed interface Way extends AutoCloseable {

    /** A connection whose far end is the origin. */
    SocketChannel open(InetSocketAddress origin) throws IOException;

    /** Seconds of CPU it has used since it began, on all cores together; 0 where it is nobody. */
    double cpuSeconds() throws IOException;

    @Override
    void close();

    /** No proxy at all: what client and origin can do. */
    record Direct() implements Way {

        @Override
        public SocketChannel open(InetSocketAddress origin) throws IOException {
            return SocketChannel.open(origin);
        }

        @Override
        public double cpuSeconds() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /**
     * A forward proxy on loopback, asked by CONNECT.
     *
     * @param process ended with it
     */
    record Proxied(Process process, InetSocketAddress address) implements Way {

        /** USER_HZ, the same on every Linux that people run: 100 ticks a second; proc(5). */
        private static final double TICKS_PER_SECOND = 100;

        private static final int UTIME = 11;
        private static final int STIME = 12;

        private static final int PATIENCE_SECONDS = 10;

        @Override
        public SocketChannel open(InetSocketAddress origin) throws IOException {
            SocketChannel channel = SocketChannel.open(address);
            String to = "%s:%d".formatted(origin.getHostString(), origin.getPort());
            String request = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(to);
            Wire.write(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            String answer = head(channel).word(1);
            if (!"200".equals(answer)) {
                channel.close();
                throw new IOException("%s answered %s to CONNECT".formatted(address, answer));
            }
            return channel;
        }

        private static HttpHead head(SocketChannel channel) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                head.write(Wire.read(channel, one.clear()).get());
            }
            return HttpHead.read(new ByteArrayInputStream(head.toByteArray()));
        }

        @Override
        public double cpuSeconds() throws IOException {
            String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]))
                    / TICKS_PER_SECOND;
        }

        /** Private memory and a fair share of what is shared; proc(5). */
        long pssBytes() throws IOException {
            return Procfs.pssBytes(process.pid())
                    .orElseThrow(() -> new IOException("the kernel tells nothing of its memory"));
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
