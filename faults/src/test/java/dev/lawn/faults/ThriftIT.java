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
 * {@code ./dev thrift}, shorter. In half a minute a node may ask the API once or never, so its hour
 * is made shorter rather than its bound longer: all that Lawn does periodically in the steady
 * state, which is to ask the API and for the exit IP, comes sixty times as often as it ships, and
 * counts for sixty times the time. What is not periodic is not to be there at all: a single request
 * to the web app fails the test by itself.
 */
@Timeout(600)
class ThriftIT {

    private static final int HASTE = 60;

    @Test
    void aConnectedNodeCostsLittleAndItsRelayCountsRight() throws Exception {
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        try (MeteredWorld world = MeteredWorld.create(Installation.ofProperties(), 1, HASTE)) {
            Outcome outcome =
                    new ThriftTrial(world, HASTE, System.out::println).run(Duration.ofSeconds(30));

            outcome.lines().forEach(System.out::println);
            assertThat(outcome.broken()).isEmpty();
        }
    }
}
