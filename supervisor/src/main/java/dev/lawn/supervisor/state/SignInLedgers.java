package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each account's ledger in {@code accounts/NAME.json}. Each write replaces the file as a
 * whole and is on the disk before it returns: a kill, or a loss of power, at any moment leaves the
 * last one or the one before. Thread-safe for different accounts.
 */
public final class SignInLedgers {

    private static final Logger LOG = LoggerFactory.getLogger(SignInLedgers.class);

    private final Path folder;

    public SignInLedgers(StateDirectory state) {
        this.folder = state.root().resolve("accounts");
    }

    /**
     * What is remembered of an account, as this supervisor takes it over; nothing where there is no
     * file. A file that makes no sense is put aside, the log says where and why, and an hour's
     * sign-ins count as used.
     *
     * @param anHours how many sign-ins an hour allows
     * @throws IOException where the disk does not let it be read: what it says is vital
     */
    public SignInLedger load(String account, int anHours, Moment now) throws IOException {
        Path file = file(account);
        if (!Files.exists(file)) {
            return SignInLedger.NONE;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return takenOver(account, LedgerJson.read(text), now);
        } catch (MalformedMemoryException e) {
            SignInLedger unknown = SignInLedger.unknown(anHours, now);
            replace(account, unknown, e);
            return unknown;
        }
    }

    /** Written at once: another supervisor of this boot must not go by the wall clock again. */
    private SignInLedger takenOver(String account, SignInLedger read, Moment now) {
        SignInLedger taken = read.takenOver(now);
        try {
            if (!taken.equals(read)) {
                save(account, taken);
            }
        } catch (IOException e) {
            LOG.warn("account {}: {} cannot be written: {}", account, file(account), e.toString());
        }
        return taken;
    }

    /** At no moment is there no file: that would be an account that never signed in. */
    private void replace(String account, SignInLedger unknown, MalformedMemoryException why) {
        Path file = file(account);
        try {
            Path backup = Unreadable.copyAside(file);
            save(account, unknown);
            LOG.error(
                    "account {}: {} cannot be read ({}); it is now {}, and nobody of the account"
                            + " signs in for an hour",
                    account,
                    file,
                    why.getMessage(),
                    backup.getFileName());
        } catch (IOException e) {
            LOG.error(
                    "account {}: {} cannot be read ({}), nor put aside: {}; nobody of the account"
                            + " signs in for an hour",
                    account,
                    file,
                    why.getMessage(),
                    e.toString());
        }
    }

    /**
     * Writes it down.
     *
     * @throws IOException where it is not on the disk: then nothing may follow from it
     */
    public void save(String account, SignInLedger ledger) throws IOException {
        StateDirectory.createPrivate(folder);
        PrivateFile.write(file(account), LedgerJson.write(ledger));
    }

    private Path file(String account) {
        return folder.resolve(account + ".json");
    }
}
