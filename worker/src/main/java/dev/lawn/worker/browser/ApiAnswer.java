package dev.lawn.worker.browser;

import org.jspecify.annotations.Nullable;

/**
 * What the service's API answered.
 *
 * @param status the HTTP status; 0 where no answer came
 * @param points null where this answer has none
 * @param devices null where this answer has none
 */
public record ApiAnswer(int status, @Nullable Double points, @Nullable Integer devices) {

    /** Whether the service, or something before it, refused the session. */
    public boolean isRefused() {
        return status == 401 || status == 403;
    }
}
