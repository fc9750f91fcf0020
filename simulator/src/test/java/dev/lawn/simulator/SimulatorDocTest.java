package dev.lawn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.SignInOutcome;
import dev.lawn.simulator.service.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/simulator.md tells of everything that can be switched, and of every outcome. */
class SimulatorDocTest {

    @Test
    void everyNameIsThere() throws Exception {
        Stream<String> names =
                Stream.of(
                                Arrays.stream(Variant.values()).map(Variant::wireName),
                                Arrays.stream(Fault.values()).map(Fault::wireName),
                                Arrays.stream(SignInOutcome.values()).map(SignInOutcome::wireName))
                        .flatMap(each -> each);

        assertThat(Files.readString(Path.of("../docs/simulator.md")))
                .contains(names.map(name -> "`" + name + "`").toList());
    }
}
