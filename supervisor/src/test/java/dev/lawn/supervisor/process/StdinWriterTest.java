package dev.lawn.supervisor.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.supervisor.Examples;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real children. */
class StdinWriterTest {

    private static final SupervisorMessage STOP = new SupervisorMessage.Stop();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<Process> children = new ArrayList<>();

    private Process start(String... command) throws IOException {
        Process child = new ProcessBuilder(command).start();
        children.add(child);
        return child;
    }

    @AfterEach
    void endAll() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void aChildThatReadsGetsEachLine() throws Exception {
        Process child = start("head", "-n", "2");
        StdinWriter writer = new StdinWriter("test", child.getOutputStream());
        writer.start();

        writer.send(new SupervisorMessage.DumpThreads());
        writer.send(STOP);

        assertThat(child.getInputStream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"type\":\"dump_threads\"}\n{\"type\":\"stop\"}\n");
    }

    @Test
    void aChildThatDoesNotReadBlocksNobody() throws Exception {
        Process child = start("sleep", "60");
        Watched stdin = new Watched(child.getOutputStream());
        StdinWriter writer = new StdinWriter("test", stdin);
        writer.start();

        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    writer.send(moreThanAPipeHolds());
                    for (int i = 0; i < 10_000; i++) {
                        writer.send(STOP);
                    }
                });

        assertThat(stdin.begun.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
        child.destroyForcibly().waitFor();
        assertThat(stdin.closed.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
    }

    @Test
    void stopClosesTheStreamAndSoTheChildEnds() throws Exception {
        Process child = start("cat");
        Watched stdin = new Watched(child.getOutputStream());
        StdinWriter writer = new StdinWriter("test", stdin);
        writer.start();

        writer.stop();

        assertThat(stdin.closed.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
        assertThat(child.waitFor()).isZero();
    }

    private static SupervisorMessage moreThanAPipeHolds() throws IOException {
        Assignment example = Examples.assignment();
        return new Assignment(
                "x".repeat(1024 * 1024),
                example.node(),
                example.account(),
                example.proxy(),
                null,
                null,
                example.service(),
                example.browser(),
                example.patience(),
                null);
    }

    /** Tells of the first write, and of the close, the writer's last deed. */
    private static final class Watched extends FilterOutputStream {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begun.countDown();
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                closed.countDown();
            }
        }
    }
}
