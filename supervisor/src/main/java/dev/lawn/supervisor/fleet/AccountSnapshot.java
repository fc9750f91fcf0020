package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins of one account at one moment.
 *
 * @param account its name in accounts.yaml
 * @param signIns leaves given, ever
 * @param left how many more hour and day allow now; 0 too while it is locked out or rejected
 * @param reason why it may not sign in now; null where it may
 * @param notBefore when it may again; null where it may now, or not before its credentials change
 * @param lockedOutUntil as the service told; null where it told nothing, or that is over
 */
public record AccountSnapshot(
        String account,
        long signIns,
        int left,
        @Nullable Reason reason,
        @Nullable Instant notBefore,
        @Nullable Instant lockedOutUntil) {}
