package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account one of whose nodes waits for a person. */
class SignInDeskPersonTest extends SignInDeskFixture {

    @Test
    void nobodySignsInWhileAnotherOfTheAccountWaitsForAPerson() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.ask("b");
        world.seen("a", StateName.NEEDS_HUMAN);
        assertThat(world.answers.get("b"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        r -> assertThat(r.detail()).isEqualTo("after a, which needs a person"));
        assertThat(world.answerTo("c")).as("another account").isEqualTo(GIVEN);
        world.seen("c", StateName.CONNECTING);
        world.time.advance(Duration.ofHours(3));
        assertThat(world.held("b")).isNotNull();

        world.seen("a", StateName.CONNECTING);
        assertThat(world.held("b")).isNull();
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void aCrashOfWhoWaitsForAPersonAnswersNothing() {
        world.seen("a", StateName.NEEDS_HUMAN);
        assertThat(world.answerTo("b")).isInstanceOf(Answer.Refused.class);

        world.seen("a", StateName.BACKOFF, StateName.WAITING, StateName.STARTING);
        world.seen("a", StateName.SIGNING_IN);
        assertThat(world.held("b")).isEqualTo("sign_in_budget after a, which needs a person");

        assertThat(world.answerTo("a")).as("somebody deleted the mark").isEqualTo(GIVEN);
        world.seen("a", StateName.STOPPING, StateName.BACKOFF);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void whoWaitsForAPersonComesFirstAfterARestartOfLawnToo() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.seen("a", StateName.NEEDS_HUMAN);
        world.time.advance(Duration.ofHours(3));
        world.shutDown("a");
        world.restart();
        assertThat(world.answerTo("b"))
                .isEqualTo(
                        new Answer.Refused(Reason.SIGN_IN_BUDGET, "after a, which needs a person"));
        world.time.advance(Duration.ofHours(3));
        world.restart();
        assertThat(world.held("b")).as("killed this time").isNotNull();

        world.seen("a", StateName.STARTING, StateName.NEEDS_HUMAN, StateName.CONNECTING);
        assertThat(world.held("b")).isNull();
        world.restart();
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void whoIsNotThereAnyMoreAfterARestartHoldsNobody() {
        world.seen("a", StateName.NEEDS_HUMAN);
        world = new SignInWorld(state, "home/b", "work/c");
        assertThat(world.answerTo("b")).isEqualTo(GIVEN);
    }

    @Test
    void whoIsStoppedWaitsForNobody() {
        for (StateName down : List.of(StateName.STOPPED, StateName.QUARANTINED)) {
            world.seen("a", StateName.NEEDS_HUMAN, StateName.STOPPING);
            assertThat(world.answerTo("b")).isInstanceOf(Answer.Refused.class);
            world.seen("a", down);
            assertThat(world.answerTo("b")).isEqualTo(GIVEN);
            world.seen("b", StateName.CONNECTING);
        }
    }

    @Test
    void aNodeThatWaitsForAPersonDoesSoUnderAnotherNameOfItsAccountToo() throws IOException {
        world.seen("a", StateName.NEEDS_HUMAN);
        world.replan("renamed/a", "renamed/b", "work/c");
        assertThat(world.answerTo("b"))
                .isEqualTo(
                        new Answer.Refused(Reason.SIGN_IN_BUDGET, "after a, which needs a person"));
        world.replan("renamed/b", "work/c");
        assertThat(world.answerTo("b")).as("the other has gone").isEqualTo(GIVEN);
    }
}
