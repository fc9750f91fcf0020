package dev.lawn.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.leak.LeakTrial;
import dev.lawn.faults.world.FencedWorld;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./dev leaks}, shorter. */
@Timeout(900)
class LeakIT {

    @Test
    void nothingLeavesANodeButByItsProxy() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root makes networks");
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        try (FencedWorld world = FencedWorld.create(Installation.ofProperties())) {
            assertThat(
                            new LeakTrial(world, System.out::println)
                                    .run(Duration.ofSeconds(20), Duration.ofSeconds(10)))
                    .isEmpty();
        }
    }
}
