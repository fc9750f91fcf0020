package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a desk keeps on the disk, and what it makes of a disk that fails. */
class SignInDeskDiskTest extends SignInDeskFixture {

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
}
