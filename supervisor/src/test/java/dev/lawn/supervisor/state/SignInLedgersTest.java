package dev.lawn.supervisor.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.SignInLedger.Attempt;
import dev.lawn.supervisor.state.SignInLedger.Lockout;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import dev.lawn.supervisor.state.SignInLedger.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLedgersTest extends OnAStateDirectory {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Moment THEN = new Moment(AT, "boot", 5_000_000_000L);
    private static final Moment NOW = new Moment(AT.plusSeconds(60), "boot", 65_000_000_000L);
    private static final SignInLedger FULL =
            new SignInLedger(
                    List.of(new Attempt(THEN, Outcome.SESSION), new Attempt(THEN, Outcome.NOTHING)),
                    7,
                    new Lockout(THEN, Duration.ofMinutes(407), "wait for 407 minutes"),
                    new Rejection(AT, "refused", Fingerprint.of("me\nsecret")),
                    List.of(new NodeName("n1"), new NodeName("n2")),
                    List.of(new NodeName("n2")));

    private SignInLedgers ledgers;
    private Path file;

    @BeforeEach
    void open() {
        ledgers = new SignInLedgers(state);
        file = folder.resolve("accounts/home.json");
    }

    private SignInLedger load() throws IOException {
        return ledgers.load("home", 3, NOW);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        ledgers.save("home", FULL);
        assertThat(load()).isEqualTo(FULL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file)).doesNotContain("secret").contains("\"version\" : 1");
    }

    @Test
    void readsWhatAnOlderLawnWrote() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"version\": 1, \"sign_ins\": [], \"waiting\": [\"n1\"]}");
        assertThat(load().waiting()).containsExactly(new NodeName("n1"));
        assertThat(load().parked()).isEmpty();
    }

    @Test
    void anAccountThatNeverSignedInHasNone() throws IOException {
        assertThat(load()).isEqualTo(SignInLedger.NONE);
    }

    @Test
    void aSignInThatIsOpenEndsWithItsSupervisor() throws IOException {
        ledgers.save("home", SignInLedger.NONE.begun(THEN));
        assertThat(load().attempts()).containsExactly(new Attempt(NOW, Outcome.NOTHING));
    }

    @Test
    void anotherBootAgesByItsOwnClock() throws IOException {
        ledgers.save("home", FULL);
        Moment rebooted = new Moment(AT.plusSeconds(30), "other", 1_000_000_000L);
        Moment later = new Moment(AT.minusSeconds(9_000), "other", 101_000_000_000L);
        SignInLedger taken = ledgers.load("home", 3, rebooted);
        assertThat(taken.attempts().getFirst().at().age(rebooted)).hasSeconds(30);
        assertThat(taken.attempts().getFirst().at().age(later)).hasSeconds(130);
        assertThat(taken.lockout())
                .satisfies(lockout -> assertThat(lockout.left(later)).hasSeconds(407 * 60 - 130));
    }

    /** What a power cut may make of a file that was not forced to the disk. */
    @Test
    void aTruncatedFileIsPutAsideAndNeverTakenForEmpty() throws IOException {
        byte[] whole = LedgerJson.write(FULL).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.getParent());
        for (int kept = 0; kept < whole.length - 1; kept += 7) {
            Files.write(file, Arrays.copyOf(whole, kept));
            assertThat(load().attempts()).as("%d bytes", kept).hasSize(3);
            Path backup = file.resolveSibling("home.json.unreadable");
            assertThat(backup).hasSize(kept);
            Files.delete(backup);
            assertThat(load().attempts()).as("the next time").hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 2, \"sign_ins\": []}",
                "{\"version\": 1}",
                "{\"version\": 1, \"sign_ins\": [null]}",
                "{\"version\": 1, \"sign_ins\": [{\"at\": \"2026-11-22T10:00:00Z\", \"boot\": \"b\", \"nanos\": 1, \"outcome\": \"odd\"}]}",
                "{\"version\": 1, \"sign_ins\": [], \"waiting\": [\"NO NAME\"]}",
                "[]",
                "null"
            })
    void whatMakesNoSenseIsPutAside(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(load().attempts()).hasSize(3);
        assertThat(file.resolveSibling("home.json.unreadable")).hasContent(text);
    }
}
