package dev.lawn.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.bench.Installation;
import dev.lawn.bench.relay.Transfer.Direction;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark with a little to do: that it measures what it says. */
@Timeout(600)
class ContestIT {

    private static final int BYTES = 5_000_000;

    @TempDir private Path folder;

    private Ways ways() {
        String classPath = System.getProperty("java.class.path");
        return new Ways(new Installation(folder, classPath, classPath), folder);
    }

    @ParameterizedTest
    @CsvSource({"1, DOWN", "1, UP", "5, DOWN", "5, UP"})
    void runsEachTwiceAsOftenAsNone(int streams, Direction direction) throws Exception {
        try (Origin origin = Origin.start();
                Client client = new Client(origin.address());
                Way.Proxied relay = ways().relay(origin.address());
                Way.Proxied tinyproxy = ways().tinyproxy();
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            Comparison comparison =
                    new Contest(client, relay, tinyproxy, nowhere)
                            .run(new Transfer(direction, streams, BYTES), 1);

            assertThat(comparison.relay()).hasSize(2);
            assertThat(comparison.tinyproxy()).hasSize(2);
            assertThat(comparison.direct()).hasSize(1);
            assertThat(comparison.throughputRatio()).isPositive();
            assertThat(relay.cpuSeconds()).as("its JVM's start alone").isPositive();
        }
    }

    @Test
    void weighsTheRelayWithItsTunnelsOpenAndEndsIt() throws Exception {
        Way.Proxied started;
        try (Origin origin = Origin.start();
                Client client = new Client(origin.address());
                Way.Proxied relay = ways().relay(origin.address())) {
            started = relay;
            Memory memory = Memory.of(relay, client);
            assertThat(memory.idleBytes()).isBetween(10L << 20, 500L << 20);
            assertThat(memory.openBytes()).isGreaterThan(memory.idleBytes());
        }
        assertThat(started.process().isAlive()).isFalse();
    }
}
