package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Clock;
import dev.lawn.supervisor.preflight.HostFacts.Sandbox;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the host one that a browser can work on safely? */
final class HostChecks {

    /** Files may come from a machine in another time zone whose clock was set to local time. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private HostChecks() {}

    static List<Finding> of(HostFacts facts) {
        return List.of(sandbox(facts), clock(facts.clock()));
    }

    private static Finding sandbox(HostFacts facts) {
        if (facts.root()) {
            return Finding.warning(
                    "sandbox",
                    "root: Chrome runs without its sandbox",
                    "a plain user",
                    "useradd --create-home lawn, and run Lawn as that user");
        }
        Sandbox sandbox = facts.sandbox();
        if (sandbox.helper()) {
            return Finding.ok("sandbox", "by Chrome's setuid helper");
        }
        if (Boolean.TRUE.equals(sandbox.namespaces())) {
            return Finding.ok("sandbox", "by user namespaces");
        }
        return forbidden(sandbox, new Mend(false));
    }

    /** With none of both, Chrome says "No usable sandbox!" and ends. */
    private static Finding forbidden(Sandbox sandbox, Mend mend) {
        String needed = "user namespaces, or Chrome's setuid helper";
        if (is(sandbox.namespacesMax(), 0)) {
            return Finding.error(
                    "sandbox",
                    "user.max_user_namespaces is 0",
                    needed,
                    mend.sysctl("user.max_user_namespaces", 10_000));
        }
        if (is(sandbox.cloneAllowed(), 0)) {
            return Finding.error(
                    "sandbox",
                    "kernel.unprivileged_userns_clone is 0",
                    needed,
                    mend.sysctl("kernel.unprivileged_userns_clone", 1));
        }
        if (is(sandbox.apparmorRestricts(), 1)) {
            return Finding.warning(
                    "sandbox",
                    "AppArmor keeps user namespaces to programs that have a profile for it",
                    "a profile for this Chromium, or no such restriction",
                    mend.sysctl("kernel.apparmor_restrict_unprivileged_userns", 0));
        }
        return sandbox.namespaces() == null
                ? Finding.warning(
                        "sandbox",
                        "not known whether user namespaces work",
                        needed,
                        "unshare --user --map-root-user true")
                : Finding.error(
                        "sandbox",
                        "user namespaces are barred, as in many containers",
                        needed,
                        mend.install("chromium-sandbox"));
    }

    private static boolean is(@Nullable Long value, long what) {
        return value != null && value == what;
    }

    private static Finding clock(Clock clock) {
        String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return clock.built() != null && clock.now().isBefore(clock.built().minus(TOLERANCE))
                ? Finding.warning(
                        "clock",
                        now + ", before Lawn was built",
                        "the time of day: to a clock so slow certificates are not valid yet",
                        "timedatectl set-ntp true, or set it with date -s")
                : Finding.ok("clock", now);
    }
}
