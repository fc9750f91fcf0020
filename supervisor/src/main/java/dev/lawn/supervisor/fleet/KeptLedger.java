package dev.lawn.supervisor.fleet;

import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedgers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's ledger, in memory and on the disk: what the disk did not take is written later.
 * Owned by its {@link AccountBook}; anybody may read it.
 */
final class KeptLedger {

    private static final Logger LOG = LoggerFactory.getLogger(KeptLedger.class);

    /** A full disk may have room again. */
    private static final Duration WRITE_AGAIN = Duration.ofMinutes(1);

    private final String account;
    private final SignInLedgers ledgers;
    private volatile SignInLedger ledger;
    private SignInLedger written;
    private @Nullable Moment failedAt;

    /**
     * What an earlier supervisor left.
     *
     * @param unknown how many sign-ins a file counts as that says nothing any more
     * @throws IOException where the disk does not let it be read
     */
    KeptLedger(String account, SignInLedgers ledgers, int unknown, Moment now) throws IOException {
        this.account = account;
        this.ledgers = ledgers;
        this.written = ledgers.load(account, unknown, now);
        this.ledger = written;
    }

    SignInLedger ledger() {
        return ledger;
    }

    /** Holds from now on; the disk hears of it with the next change. */
    void takeOver(SignInLedger next) {
        ledger = next;
    }

    /** Holds from now on, whether or not the disk takes it. */
    void change(SignInLedger next, Moment now) {
        ledger = next;
        boolean _ = write(now);
    }

    /**
     * Holds from now on where the disk takes it.
     *
     * @return whether it did
     */
    boolean changeOnDisk(SignInLedger next, Moment now) {
        SignInLedger before = ledger;
        ledger = next;
        if (!write(now)) {
            ledger = before;
            return false;
        }
        return true;
    }

    /** Whether all of it is on the disk. */
    boolean write(Moment now) {
        if (ledger.equals(written)) {
            return true;
        }
        try {
            ledgers.save(account, ledger);
            written = ledger;
            failedAt = null;
            return true;
        } catch (IOException e) {
            if (failedAt == null) {
                LOG.warn("account {}: its sign-ins cannot be written: {}", account, e.toString());
            }
            failedAt = now;
            return false;
        }
    }

    /** When to try to write again; zero where there is nothing to be written. */
    Duration writeIn(Moment now) {
        if (failedAt == null) {
            return Duration.ZERO;
        }
        Duration left = WRITE_AGAIN.minus(failedAt.age(now));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
