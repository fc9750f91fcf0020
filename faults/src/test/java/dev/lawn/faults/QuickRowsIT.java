package dev.lawn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Bench;
import dev.lawn.faults.row.Row;
import dev.lawn.faults.row.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A short selection of the matrix against the jars that the build just made. By itself: it measures
 * seconds, and the browsers of another test would be measured with it.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickRowsIT {

    private static final long SEED = 5296;

    private Bench bench;

    @BeforeAll
    void open() {
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        bench = new Bench(Installation.ofProperties(), SEED, null, 2, Duration.ZERO);
    }

    @AfterAll
    void close() throws Exception {
        bench.close();
    }

    static List<Row> rows() {
        return Rows.all(200).stream().filter(row -> Rows.quick().contains(row.name())).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holds(Row row) throws Exception {
        Measured measured = row.run(bench);

        assertThat(measured.broken()).as("%s: %s", row.name(), measured).isEmpty();
    }
}
