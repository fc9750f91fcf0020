package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one account, one of another, with time in the test's hands. */
class SignInDeskTest {

    private static final Answer GIVEN = new Answer.Given();

    @TempDir private Path folder;
    private StateDirectory state;
    private SignInWorld world;

    @BeforeEach
    void open() throws Exception {
        state = StateDirectory.open(folder);
        world = new SignInWorld(state, "home/a", "home/b", "work/c");
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    private void signInFails(String node) {
        assertThat(world.answerTo(node)).isEqualTo(GIVEN);
        world.seen(node, StateName.STOPPING, StateName.BACKOFF);
    }

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
    void aSignInThatWasUnderWayWhenTheSupervisorDiedCountsFromTheNextOne() {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.time.advance(Duration.ofMinutes(5));
        world.restart();
        assertThat(world.answerTo("b"))
                .isEqualTo(new Answer.Refused(Reason.SIGN_IN_BUDGET, "until 2026-01-01T00:15:00Z"));
    }

    @Test
    void noLeaveIsGivenThatIsNotOnTheDisk() throws IOException {
        Path blocked = Files.createDirectories(folder.resolve("accounts/home.json.new"));
        assertThat(world.answerTo("a"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        r -> assertThat(r.detail()).contains("cannot be written"));
        assertThat(world.held("a")).isNotNull();
        assertThat(world.desk.accounts().getFirst().signIns()).isZero();

        Files.delete(blocked);
        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.held("a")).isNull();
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        assertThat(folder.resolve("accounts/home.json")).content().contains("\"open\"");
    }

    @Test
    void whatTheDiskDidNotTakeIsWrittenLater() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        Path blocked = Files.createDirectories(folder.resolve("accounts/home.json.new"));
        world.rejected("a", "refused");
        assertThat(folder.resolve("accounts/home.json")).content().doesNotContain("refused");
        Files.delete(blocked);
        world.time.advance(Duration.ofMinutes(1));
        assertThat(folder.resolve("accounts/home.json")).content().contains("refused");
    }

    @Test
    void aFileThatSaysNothingCountsAsAnHoursSignIns() throws IOException {
        assertThat(world.answerTo("a")).isEqualTo(GIVEN);
        world.seen("a", StateName.CONNECTING);
        Files.writeString(folder.resolve("accounts/home.json"), "{\"version\":1,\"sign");

        world.restart();

        assertThat(world.desk.accounts().getFirst().left()).isZero();
        assertThat(world.answerTo("a"))
                .isEqualTo(new Answer.Refused(Reason.SIGN_IN_BUDGET, "until 2026-01-01T01:00:00Z"));
        assertThat(folder.resolve("accounts/home.json.unreadable"))
                .hasContent("{\"version\":1,\"sign");
        assertThat(folder.resolve("accounts/home.json")).content().contains("\"nothing\"");
    }

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

    @Test
    void aNodeThatIsNoMoreIsForgotten() {
        signInFails("b");
        world = new SignInWorld(state, "home/a");
        assertThat(world.held("a")).isNull();
        assertThat(world.held("b")).isNull();
    }
}
