package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.NodePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a reload of the configuration leaves of leaves, lockouts and rejections. */
class SignInDeskReplanTest extends SignInDeskFixture {

    @Test
    void aReloadKeepsWhatIsKnownAndHearsOfChangedCredentials() throws IOException {
        signInFails("a");
        assertThat(world.answerTo("c")).isEqualTo(GIVEN);
        world.rejected("c", "refused");
        world.seen("c", StateName.QUARANTINED);

        world.replan("home/a", "work/c", "new/d");
        assertThat(world.held("a")).isEqualTo("sign_in_budget until 2026-01-01T00:10:00Z");
        assertThat(world.answerTo("c")).isInstanceOf(Answer.Refused.class);
        assertThat(world.answerTo("d")).isEqualTo(GIVEN);
        world.seen("d", StateName.CONNECTING);

        world.password = "mended";
        world.replan("home/a", "work/c", "new/d");
        assertThat(world.answerTo("c")).as("at once").isEqualTo(GIVEN);
    }

    @Test
    void aLeaveOfANodeThatAReloadTookAwayBlocksNobody() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("c");
        world.replan("home/b", "work/c");
        assertThat(world.answers).containsEntry("c", GIVEN);
        world.seen("c", StateName.CONNECTING);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void aRejectionOfThePasswordOfBeforeSaysNothingOfTheNewOne() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        NodePlan launched = world.plan("home/a");
        world.password = "mended";
        world.replan("home/a", "home/b", "work/c");

        world.desk.rejected(launched, "refused");

        world.seen("a", StateName.STOPPING, StateName.WAITING);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
    }

    @Test
    void aLockoutStandsWhateverBecameOfWhoWasTold() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        NodePlan launched = world.plan("home/a");
        world.password = "mended";
        world.replan("home/b", "work/c");

        world.desk.rateLimited(launched, Duration.ofMinutes(407), "wait");

        assertThat(world.answerTo("b"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        r -> assertThat(r.reason()).isEqualTo(Reason.RATE_LIMITED));
        assertThat(world.answerTo("c")).as("another account").isEqualTo(GIVEN);
    }

    @Test
    void aRejectionByANodeThatLeavesHoldsForThoseThatStay() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.replan("home/b", "work/c");
        world.rejected("a", "refused");
        assertThat(world.answerTo("b"))
                .isEqualTo(new Answer.Refused(Reason.LOGIN_REJECTED, "refused"));
    }

    @Test
    void whoRestartsForItsNewPasswordIsNotToldToTypeTheOldOne() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("c");

        world.replan(Set.of("c"), "work/c");

        assertThat(world.answers).doesNotContainKey("c");
        assertThat(world.desk.accounts().getFirst().signIns()).isZero();
        world.seen("c", StateName.STOPPING, StateName.WAITING);
        assertThat(world.answerTo("c")).isEqualTo(GIVEN);
    }

    /** The same password at another address of the same service would be refused once more. */
    @Test
    void anotherAddressOfTheFormIsNoNewChanceForARejectedAccount() throws IOException {
        assertThat(world.answerTo("c")).isEqualTo(GIVEN);
        world.rejected("c", "refused");
        world.seen("c", StateName.QUARANTINED);

        world.page = "http://127.0.0.1:9/sign-in";
        world.replan("home/a", "home/b", "work/c");
        assertThat(world.answerTo("c"))
                .isEqualTo(new Answer.Refused(Reason.LOGIN_REJECTED, "refused"));

        world.restart();
        assertThat(world.answerTo("c"))
                .isEqualTo(new Answer.Refused(Reason.LOGIN_REJECTED, "refused"));
    }
}
