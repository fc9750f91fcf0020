package dev.lawn.worker.service;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the service lists the node among its account's devices: the extension may say that
 * it is connected, and nobody counts it.
 *
 * <p>Owned by one thread.
 */
final class Listing {

    /** A list may come from a server that lags behind. */
    private static final int LISTS_WITHOUT = 2;

    private final Time time;
    private final Duration known;
    private Optional<String> exitIp = Optional.empty();
    private long since;
    private long judgedAt;
    private int listsWithout;
    private @Nullable Boolean isListed;

    /**
     * @param known how long a list counts, from when it was asked for
     */
    Listing(Duration known, Time time) {
        this.known = known;
        this.time = time;
        begin();
    }

    /**
     * Whether the node is listed. A question that failed leaves the answer of before as it was,
     * until that is too old.
     *
     * @param connected whether the extension says that it is connected
     * @param now the exit IP; empty while it is unknown
     * @param latest the latest list; empty for none
     * @return null while that cannot be told
     */
    @Nullable Boolean look(boolean connected, Optional<String> now, Optional<DeviceList> latest) {
        if (!connected || (now.isPresent() && !now.equals(exitIp))) {
            exitIp = connected ? now : Optional.empty();
            begin();
        }
        if (now.isEmpty()) {
            return null;
        }
        latest.filter(list -> list.askedAt() - judgedAt > 0).ifPresent(list -> judge(list, now));
        if (time.nanos() - judgedAt >= known.toNanos()) {
            forget();
        }
        return isListed;
    }

    private void begin() {
        since = time.nanos();
        judgedAt = since - 1;
        forget();
    }

    private void forget() {
        listsWithout = 0;
        isListed = null;
    }

    private void judge(DeviceList list, Optional<String> now) {
        judgedAt = list.askedAt();
        if (now.filter(list::has).isPresent()) {
            listsWithout = 0;
            isListed = true;
        } else if (judgedAt - since >= list.within().toNanos()) {
            listsWithout++;
            isListed = listsWithout >= LISTS_WITHOUT ? Boolean.FALSE : isListed;
        }
    }
}
