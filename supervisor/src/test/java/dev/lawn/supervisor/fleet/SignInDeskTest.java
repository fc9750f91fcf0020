package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose turn it is, and how long an account waits after a sign-in that failed. */
class SignInDeskTest extends SignInDeskFixture {

    @Test
    void oneSignsInAfterTheOther() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("b");
        world.ask("c");
        assertThat(world.answers).containsOnlyKeys("a");

        world.seen("a", StateName.CONNECTING);
        assertThat(world.answers).containsOnlyKeys("a", "b");
        world.seen("b", StateName.CONNECTING, StateName.CONNECTED);
        assertThat(world.answers).containsEntry("c", GIVEN);
        assertThat(world.held("a")).isNull();
    }

    @Test
    void aLeaveEndsOnlyWhenItsNodeHasGone() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("c");
        world.seen("a", StateName.STOPPING);
        assertThat(world.answers).doesNotContainKey("c");
        world.seen("a", StateName.BACKOFF);
        assertThat(world.answers).containsEntry("c", GIVEN);
    }

    @Test
    void whoLeavesTheQueueIsNotAnswered() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("c");
        world.seen("c", StateName.STOPPING);
        world.seen("a", StateName.CONNECTING);
        assertThat(world.answers).doesNotContainKey("c");
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void askingTwiceIsOneSignIn() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        assertThat(world.desk.accounts().getFirst().signIns()).isEqualTo(1);
    }

    @Test
    void anAccountWhoseSignInFailedWaitsAndOthersDoNot() {
        signInFails("a");
        assertThat(world.held("a")).isEqualTo("sign_in_budget until 2026-01-01T00:10:00Z");
        assertThat(world.held("b")).as("it did not ask").isNull();
        assertThat(world.answerTo("b"))
                .isEqualTo(new Answer.Refused(Reason.SIGN_IN_BUDGET, "until 2026-01-01T00:10:00Z"));
        assertThat(world.answerTo("c")).isEqualTo(GIVEN);

        world.told.clear();
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.held("a")).isNull();
        assertThat(world.told).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoMustWaitForSecondsOnlyKeepsItsPlace() {
        signInFails("a");
        world.time.advance(Duration.ofSeconds(590));
        assertThat(world.answerTo("b")).isNull();
        world.time.advance(Duration.ofSeconds(10));
        assertThat(world.answers).containsEntry("b", GIVEN);
    }

    @Test
    void aNodeThatIsNoMoreIsForgotten() {
        signInFails("b");
        world = new SignInWorld(state, "home/a");
        assertThat(world.held("a")).isNull();
        assertThat(world.held("b")).isNull();
    }
}
