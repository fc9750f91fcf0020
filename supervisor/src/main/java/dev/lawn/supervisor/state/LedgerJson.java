package dev.lawn.supervisor.state;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.SignInLedger.Attempt;
import dev.lawn.supervisor.state.SignInLedger.Lockout;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import dev.lawn.supervisor.state.SignInLedger.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** An account's ledger as JSON, with a version in it. */
final class LedgerJson {

    /** Grows with a change that an older Lawn would misread. */
    static final int VERSION = 1;

    private LedgerJson() {}

    private record Stored(
            int version,
            long total,
            @Nullable List<StoredAttempt> signIns,
            @Nullable StoredLockout lockout,
            @Nullable StoredRejection rejection,
            @Nullable List<String> waiting,
            @Nullable List<String> parked) {}

    private record StoredAttempt(
            @Nullable Instant at, @Nullable String boot, long nanos, @Nullable String outcome) {}

    private record StoredLockout(
            @Nullable Instant since,
            @Nullable String boot,
            long nanos,
            long seconds,
            @Nullable String detail) {}

    private record StoredRejection(
            @Nullable Instant since,
            @Nullable String detail,
            @Nullable String salt,
            @Nullable String hash) {}

    static String write(SignInLedger ledger) {
        return MemoryJson.MAPPER.writeValueAsString(
                        new Stored(
                                VERSION,
                                ledger.total(),
                                ledger.attempts().stream().map(LedgerJson::stored).toList(),
                                stored(ledger.lockout()),
                                stored(ledger.rejection()),
                                stored(ledger.waiting()),
                                stored(ledger.parked())))
                + "\n";
    }

    private static List<String> stored(List<NodeName> nodes) {
        return nodes.stream().map(NodeName::value).toList();
    }

    private static StoredAttempt stored(Attempt attempt) {
        return new StoredAttempt(
                attempt.at().wall(),
                attempt.at().boot(),
                attempt.at().nanos(),
                attempt.outcome().name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable StoredLockout stored(@Nullable Lockout lockout) {
        return lockout == null
                ? null
                : new StoredLockout(
                        lockout.since().wall(),
                        lockout.since().boot(),
                        lockout.since().nanos(),
                        lockout.lasts().toSeconds(),
                        lockout.detail());
    }

    private static @Nullable StoredRejection stored(@Nullable Rejection rejection) {
        return rejection == null
                ? null
                : new StoredRejection(
                        rejection.since(),
                        rejection.detail(),
                        rejection.fingerprint().salt(),
                        rejection.fingerprint().hash());
    }

    /**
     * Reads it back.
     *
     * @throws MalformedMemoryException where it is no such text, or of a version this Lawn does not
     *     know
     */
    static SignInLedger read(String json) throws MalformedMemoryException {
        try {
            Stored stored = MemoryJson.MAPPER.readValue(json, Stored.class);
            if (stored == null || stored.version() == 0) {
                throw new MalformedMemoryException("it has no version");
            }
            if (stored.version() > VERSION) {
                throw new MalformedMemoryException(
                        "a newer Lawn wrote it, version %d".formatted(stored.version()));
            }
            return ledger(stored);
        } catch (JacksonException | NullPointerException | IllegalArgumentException _) {
            throw new MalformedMemoryException("it is no JSON that Lawn wrote");
        }
    }

    private static SignInLedger ledger(Stored stored) throws MalformedMemoryException {
        List<StoredAttempt> signIns = stored.signIns();
        if (signIns == null) {
            throw new MalformedMemoryException("it lacks its sign-ins");
        }
        List<Attempt> attempts = new ArrayList<>();
        for (StoredAttempt each : signIns) {
            attempts.add(
                    new Attempt(
                            moment(each.at(), each.boot(), each.nanos()),
                            Outcome.valueOf(present(each.outcome()).toUpperCase(Locale.ROOT))));
        }
        return new SignInLedger(
                attempts,
                Math.max(stored.total(), attempts.size()),
                lockout(stored.lockout()),
                rejection(stored.rejection()),
                nodes(stored.waiting()),
                nodes(stored.parked()));
    }

    private static List<NodeName> nodes(@Nullable List<String> stored) {
        return stored == null ? List.of() : stored.stream().map(NodeName::new).toList();
    }

    private static @Nullable Lockout lockout(@Nullable StoredLockout stored)
            throws MalformedMemoryException {
        return stored == null
                ? null
                : new Lockout(
                        moment(stored.since(), stored.boot(), stored.nanos()),
                        Duration.ofSeconds(Math.max(0, stored.seconds())),
                        present(stored.detail()));
    }

    private static @Nullable Rejection rejection(@Nullable StoredRejection stored)
            throws MalformedMemoryException {
        return stored == null
                ? null
                : new Rejection(
                        present(stored.since()),
                        present(stored.detail()),
                        new Fingerprint(
                                MemoryJson.checked(present(stored.salt())),
                                MemoryJson.checked(present(stored.hash()))));
    }

    private static Moment moment(@Nullable Instant at, @Nullable String boot, long nanos)
            throws MalformedMemoryException {
        return new Moment(present(at), present(boot), nanos);
    }

    private static <T> T present(@Nullable T value) throws MalformedMemoryException {
        if (value == null) {
            throw new MalformedMemoryException("something of it is missing");
        }
        return value;
    }
}
