package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a service said of an account: a pause, or that its password is wrong. */
class SignInDeskRefusalsTest extends SignInDeskFixture {

    @Test
    void aLockoutOf407MinutesIsHonouredToTheMinuteOverARestart() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.rateLimited("a", Duration.ofMinutes(407), "Please wait for 407 minutes");
        world.seen("a", StateName.STOPPING, StateName.BACKOFF, StateName.WAITING);
        String held = "rate_limited until 2026-01-01T06:47:00Z: Please wait for 407 minutes";
        assertThat(world.held("a")).isEqualTo(held);
        assertThat(world.held("b")).as("its session is kept").isNull();

        world.time.advance(Duration.ofHours(3));
        world.restart();
        assertThat(world.held("a")).isEqualTo(held);
        assertThat(world.desk.accounts().getFirst().lockedOutUntil())
                .isEqualTo("2026-01-01T06:47:00Z");
        world.time.advance(Duration.ofMinutes(226));
        assertThat(world.held("a")).isEqualTo(held);

        world.told.clear();
        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.held("a")).isNull();
        assertThat(world.told).containsExactly("a");
        assertThat(world.desk.accounts().getFirst().lockedOutUntil()).isNull();
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
    }

    @Test
    void aClockThatJumpsDuringALockoutMovesNothing() {
        world.ask("a");
        world.rateLimited("a", Duration.ofMinutes(407), "wait");
        world.seen("a", StateName.BACKOFF);
        world.time.jump(Duration.ofDays(3));
        world.restart();
        assertThat(world.held("a")).startsWith("rate_limited");
        world.time.jump(Duration.ofDays(-30));
        world.restart();
        world.time.advance(Duration.ofMinutes(407));
        assertThat(world.held("a")).isNull();
    }

    @Test
    void anOperatorLiftsALockoutAndNothingElse() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.rateLimited("a", Duration.ofMinutes(407), "wait");
        world.seen("a", StateName.STOPPING, StateName.WAITING);
        assertThat(world.held("a")).startsWith("rate_limited until");

        world.desk.liftLockout(new NodeName("a"));

        assertThat(world.held("a")).isEqualTo("sign_in_budget until 2026-01-01T00:10:00Z");
        world.restart();
        assertThat(world.desk.accounts().getFirst().lockedOutUntil()).isNull();
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.held("a")).isNull();
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
    }

    @Test
    void aRejectionIsTheAccountsUntilItsConfigurationChanges() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("b");
        world.rejected("a", "Invalid credentials");
        world.seen("a", StateName.STOPPING, StateName.QUARANTINED);
        Answer refused = new Answer.Refused(Reason.LOGIN_REJECTED, "Invalid credentials");
        assertThat(world.answers).containsEntry("b", refused);

        world.restart();
        world.time.advance(Duration.ofDays(20));
        assertThat(world.answerTo("a")).isEqualTo(refused);
        assertThat(world.answerTo("c")).as("another account").isEqualTo(GIVEN);
        world.seen("c", StateName.CONNECTING);

        world.password = "mended";
        world.restart();
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
        assertThat(folder.resolve("accounts/home.json"))
                .content()
                .doesNotContain("mended", "secret", "example.com");
    }
}
