package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.plan.Part;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsequenceTest {

    @ParameterizedTest
    @CsvSource({
        "STARTING, , ROLL",
        "SIGNING_IN, , ROLL",
        "CONNECTING, EXTENSION_DISCONNECTED, ROLL",
        "CONNECTED, , ROLL",
        "DEGRADED, NOT_EARNING, ROLL",
        "NEEDS_HUMAN, OTP, STAY",
        "STOPPED, OPERATOR, STAY",
        "STOPPING, OPERATOR, STAY",
        "WAITING, START_SLOT, STAY",
        "BACKOFF, BROWSER_DIED, STAY",
        "BACKOFF, SITE_CHANGED, STAY",
        "BACKOFF, EXTENSION_NOT_LOADED, START",
        "BACKOFF, EXTENSION_DEAD, START",
        "QUARANTINED, LOGIN_REJECTED, STAY",
        "QUARANTINED, TOO_MANY_FAILURES, START"
    })
    void anotherExtensionTakesNobodyDownAtOnce(
            StateName state, @Nullable Reason reason, Consequence expected) {
        assertThat(Consequence.of(state, reason, Set.of(Part.EXTENSION))).isEqualTo(expected);
    }

    @Test
    void anotherLimitOfTrafficTakesNobodyDown() {
        for (StateName state : StateName.values()) {
            assertThat(Consequence.of(state, null, Set.of(Part.TRAFFIC_LIMIT)))
                    .isEqualTo(Consequence.STAY);
        }
    }

    @Test
    void withAnotherDefinitionWhatEitherMendsStarts() {
        Set<Part> both = Set.of(Part.DEFINITION, Part.EXTENSION);
        assertThat(Consequence.of(StateName.BACKOFF, Reason.SITE_CHANGED, both))
                .isEqualTo(Consequence.START);
        assertThat(Consequence.of(StateName.CONNECTED, null, both)).isEqualTo(Consequence.ROLL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"DEFINITION", "EXTENSION", "TRAFFIC_LIMIT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatElseChangesRestartsItAtOnceAndThatIsAllItNeeds(Part part) {
        assertThat(Consequence.of(StateName.CONNECTED, null, Set.of(part, Part.EXTENSION)))
                .isEqualTo(Consequence.RESTART);
    }
}
