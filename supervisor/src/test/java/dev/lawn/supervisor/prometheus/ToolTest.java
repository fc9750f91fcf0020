package dev.lawn.supervisor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ToolTest {

    @Test
    void aMissingProgramFailsTheTestAndSaysWhatToType() {
        assertThatThrownBy(() -> Tool.find("no-such-program"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no-such-program is not on the PATH")
                .hasMessageContaining("./dev setup");
    }

    @Test
    void promtoolWouldComplain() throws IOException, InterruptedException {
        Promtool.Result result = Promtool.checkMetrics("# TYPE badName counter\nbadName 1\n");

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("badName");
    }
}
