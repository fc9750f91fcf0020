package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.fleet.NodeSnapshot.Session;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant AT = Instant.parse("2026-10-01T09:30:00Z");
    private static final ServiceDefinition DEMO = Examples.service();
    private static final ServiceDefinition LASTING = Examples.lasting(DEMO, Duration.ofDays(30));

    @Test
    void endsAsTheDefinitionSays() {
        assertThat(Session.of(new SignedIn("demo", AT), LASTING))
                .isEqualTo(new Session(AT, Instant.parse("2026-10-31T09:30:00Z")));
    }

    @Test
    void itsEndIsUnknownWhereNobodySaysHowLongOneLasts() {
        assertThat(Session.of(new SignedIn("demo", AT), DEMO)).isEqualTo(new Session(AT, null));
    }

    @Test
    void nothingIsKnownOfOneThatWasThereBefore() {
        assertThat(Session.of(null, LASTING)).isEqualTo(Session.UNKNOWN);
    }

    @Test
    void aSignInToTheServiceOfYesterdaySaysNothingOfThatOfToday() {
        assertThat(Session.of(new SignedIn("other", AT), LASTING)).isEqualTo(Session.UNKNOWN);
    }
}
