package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ChromeLauncher.Launched;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a profile is why no browser starts, by the mildest means that helps: without
 * its settings first, since the session is not in them; then on a fresh profile, and once more on
 * the old one. Only what fails again after the fresh one came up was not a passing fault of the
 * host.
 *
 * <p>A worker that is killed meanwhile leaves it to the next to put everything back.
 */
record ProfileTrial(Path profile, Time time, Attempts attempts) {

    /** A browser that did not come up at all: it may be for its profile. */
    private static final Set<Reason> NOT_UP =
            EnumSet.of(Reason.BROWSER_START_FAILED, Reason.BROWSER_DIED);

    private static final Logger log = LoggerFactory.getLogger(ProfileTrial.class);

    /** Starts browsers on what is in the profile's place at that moment. */
    interface Attempts {

        /**
         * A browser that is up.
         *
         * @throws BrowserFault where none comes up
         */
        Browser launch() throws InterruptedException;

        /**
         * Ends whatever the latest launch left.
         *
         * @throws BrowserFault where something of it lives on: then no file may be moved
         */
        void clear();
    }

    /** Whether a start that failed so may have failed for the profile. */
    static boolean isSuspicious(BrowserFault fault) {
        return NOT_UP.contains(fault.reason());
    }

    /** Puts back what a trial that was cut off had put aside. */
    static void putBackUnfinished(Path profile) {
        UnfinishedTrial.beside(profile).aside().ifPresent(aside -> putBack(profile, aside));
    }

    private static void putBack(Path profile, String aside) {
        log.warn("a trial of the profile was cut off; putting back: {}", aside);
        if (aside.equals(SettingsAside.NAME)) {
            new SettingsAside(profile).putBack();
        } else if (aside.startsWith(ProfileAside.prefix(profile))) {
            new ProfileAside(profile, profile.resolveSibling(aside)).putBack();
        } else {
            UnfinishedTrial.beside(profile).end();
        }
    }

    Launched run() throws InterruptedException {
        SettingsAside settings = SettingsAside.put(profile);
        try {
            Browser up = attempts.launch();
            settings.keepAside();
            log.warn("the browser's settings were broken; it has made new ones");
            return new Launched.OnItsProfile(up);
        } catch (BrowserFault e) {
            attempts.clear();
            settings.putBack();
            if (!isSuspicious(e)) {
                throw e;
            }
            log.warn("not without its settings either: {}", e.getMessage());
            return besideAFreshOne();
        }
    }

    private Launched besideAFreshOne() throws InterruptedException {
        ProfileAside aside = ProfileAside.put(profile, time);
        Browser _ = onFreshOne(aside);
        attempts.clear();
        aside.putBack();
        try {
            Browser up = attempts.launch();
            log.warn("it starts on its profile again; something else was to blame");
            return new Launched.OnItsProfile(up);
        } catch (BrowserFault e) {
            attempts.clear();
            if (!isSuspicious(e)) {
                throw e;
            }
            log.warn("on a fresh profile, and again not on this one: {}", e.getMessage());
            return afresh();
        }
    }

    private Launched afresh() throws InterruptedException {
        ProfileAside aside = ProfileAside.put(profile, time);
        Browser up = onFreshOne(aside);
        aside.keepAside();
        return new Launched.OnFreshProfile(up, aside.bad());
    }

    private Browser onFreshOne(ProfileAside aside) throws InterruptedException {
        try {
            return attempts.launch();
        } catch (BrowserFault e) {
            attempts.clear();
            aside.putBack();
            throw e;
        }
    }
}
