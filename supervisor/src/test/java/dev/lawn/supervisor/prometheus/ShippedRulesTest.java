package dev.lawn.supervisor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What lies in prometheus/ is sound, and its alerts fire when they say they do. */
class ShippedRulesTest {

    @Test
    void promtoolAcceptsTheConfiguration() throws Exception {
        Promtool.Result result = Promtool.checkConfig(ShippedConfig.FILE);

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("16 rules found");
    }

    @Test
    void alertsFireWhenTheyShould() throws Exception {
        Promtool.Result result =
                Promtool.testRules(ShippedConfig.FILE.resolveSibling("rules/lawn_test.yml"));

        assertThat(result.exit()).as(result.output()).isZero();
    }
}
