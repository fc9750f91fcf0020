package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.ChromeLauncher.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTrialTest {

    private static final Reason NONE = Reason.OPERATOR;

    private final ManualTime time = new ManualTime();
    private final Deque<Reason> outcomes = new ArrayDeque<>();

    @TempDir private Path node = Path.of("");
    private Path profile = Path.of("");

    @BeforeEach
    void makeProfile() throws IOException {
        profile = Files.createDirectory(node.resolve("profile"));
        Files.writeString(profile.resolve("session"), "kept");
        Files.writeString(profile.resolve("Local State"), "old");
    }

    /** A browser that comes up, or fails, as the test says. */
    private final ProfileTrial.Attempts attempts =
            new ProfileTrial.Attempts() {
                @Override
                public Browser launch() {
                    time.advance(Duration.ofSeconds(2));
                    Reason outcome = outcomes.removeFirst();
                    if (outcome == Reason.SHUTDOWN) {
                        throw new Killed();
                    }
                    if (outcome != NONE) {
                        throw new BrowserFault(outcome, "it does not");
                    }
                    return new NoBrowser();
                }

                @Override
                public void clear() {
                    time.advance(Duration.ofSeconds(1));
                }
            };

    /** Ends the worker at that moment, as far as files can tell. */
    private static final class Killed extends RuntimeException {}

    private Launched run(Reason... each) throws InterruptedException {
        outcomes.addAll(List.of(each));
        return new ProfileTrial(profile, time, attempts).run();
    }

    private void assertAllIsBack() {
        assertThat(profile.resolve("session")).hasContent("kept");
        assertThat(profile.resolve("Local State")).hasContent("old");
        assertThat(node).isDirectoryNotContaining("glob:**profile.*");
        assertThat(outcomes).isEmpty();
    }

    @Test
    void doesWithoutTheSettingsWhereThatHelps() throws InterruptedException {
        assertThat(run(NONE)).isInstanceOf(Launched.OnItsProfile.class);
        assertThat(profile.resolve("session")).hasContent("kept");
        assertThat(profile.resolve("Local State")).doesNotExist();
        assertThat(profile.resolveSibling("profile.testing")).doesNotExist();
    }

    @Test
    void condemnsAProfileThatFailsOnceMoreAfterAFreshOneCameUp() throws InterruptedException {
        Launched launched = run(Reason.BROWSER_START_FAILED, NONE, Reason.BROWSER_DIED, NONE);
        assertThat(launched)
                .isInstanceOfSatisfying(
                        Launched.OnFreshProfile.class,
                        fresh -> assertThat(fresh.aside().resolve("session")).hasContent("kept"));
        assertThat(profile).isEmptyDirectory();
        assertThat(profile.resolveSibling("profile.testing")).doesNotExist();
    }

    @Test
    void triesAFreshOneAlsoWhereTheSettingsCannotBeThere() throws Exception {
        Files.writeString(profile.resolve("Default"), "no folder");
        assertThat(run(Reason.BROWSER_START_FAILED, NONE, Reason.BROWSER_START_FAILED, NONE))
                .isInstanceOf(Launched.OnFreshProfile.class);
    }

    @Test
    void keepsAProfileThatStartsAgainOnceTheHostIsWell() throws InterruptedException {
        assertThat(run(Reason.BROWSER_START_FAILED, NONE, NONE))
                .isInstanceOf(Launched.OnItsProfile.class);
        assertAllIsBack();
    }

    @Test
    void putsAllBackWhereAFreshOneFailsAsWell() {
        assertThatThrownBy(() -> run(Reason.BROWSER_DIED, Reason.BROWSER_DIED))
                .isInstanceOf(BrowserFault.class);
        assertAllIsBack();
    }

    @Test
    void leavesItToTheNextWorkerWhereThisOneIsKilledWithoutTheSettings() {
        assertThatThrownBy(() -> run(Reason.SHUTDOWN)).isInstanceOf(Killed.class);
        ProfileTrial.putBackUnfinished(profile);
        assertAllIsBack();
    }

    @Test
    void leavesItToTheNextWorkerWhereThisOneIsKilledOnAFreshProfile() throws IOException {
        assertThatThrownBy(() -> run(Reason.BROWSER_DIED, Reason.SHUTDOWN))
                .isInstanceOf(Killed.class);
        Files.writeString(profile.resolve("of no use"), "");
        ProfileTrial.putBackUnfinished(profile);
        assertAllIsBack();
        assertThat(profile.resolve("of no use")).doesNotExist();
    }

    @Test
    void finishesWhatAWorkerBeganToPutBack() throws IOException {
        ProfileAside aside = ProfileAside.put(profile, time);
        Files.move(profile, profile.resolveSibling("profile.fresh"));
        ProfileTrial.putBackUnfinished(profile);
        assertAllIsBack();

        UnfinishedTrial.beside(profile).begin(aside.bad().getFileName().toString());
        ProfileTrial.putBackUnfinished(profile);
        assertAllIsBack();
    }

    private record NoBrowser() implements Browser {
        @Override
        public ExtensionPage extension() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page newPage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String extensionAddress(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalInt debugPort() {
            return OptionalInt.empty();
        }

        @Override
        public boolean canMend() {
            return false;
        }

        @Override
        public void mend() {}
    }
}
