package dev.lawn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.thrift.Outcome;
import dev.lawn.faults.thrift.ThriftTrial;
import dev.lawn.faults.world.MeteredWorld;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ./dev thrift}, shorter. Within a minute a node asks the API once in five times, so its
 * hour is made shorter rather than the bound: all that Lawn does periodically in the steady state,
 * which is to ask the API and for the exit IP, comes twenty times as often as it ships, and its
 * bytes count for twenty times the time. What is not periodic counts as if it came every three
 * minutes: a single page would break the bound.
 */
@Timeout(300)
class ThriftIT {

    private static final int HASTE = 20;

    @Test
    void aConnectedNodeCostsLittleAndItsRelayCountsRight() throws Exception {
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        try (MeteredWorld world = MeteredWorld.create(Installation.ofProperties(), 1, HASTE)) {
            Outcome outcome =
                    new ThriftTrial(world, HASTE, System.out::println).run(Duration.ofSeconds(40));

            outcome.lines().forEach(System.out::println);
            assertThat(outcome.broken()).isEmpty();
        }
    }
}
