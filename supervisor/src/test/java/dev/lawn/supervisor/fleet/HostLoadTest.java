package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostLoadTest {

    @ParameterizedTest
    @CsvSource({"0.00, 1", "50.00, 2", "100.00, 3"})
    void patienceGrowsWithTheTimeThatIsWaited(String avg10, double patience) {
        String text = "some avg10=%s avg60=1.0 avg300=1.0 total=1\nfull avg10=9.0".formatted(avg10);
        assertThat(HostLoad.ofPressure(text)).isEqualTo(patience);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, 1", "1, 2, 1", "4, 2, 2", "100, 2, 3"})
    void orWithTheLoad(double load, int processors, double patience) {
        assertThat(HostLoad.ofLoad(load, processors)).isEqualTo(patience);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "''"})
    void whatCannotBeReadIsNoLoad(String text) {
        assertThat(HostLoad.ofPressure(text)).isEqualTo(1);
    }
}
