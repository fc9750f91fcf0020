package dev.lawn.worker.service;

import dev.lawn.worker.browser.Sight;

/** What a look at the sign-in page means. */
sealed interface Seen {

    /** Nothing the definition knows, yet. */
    record Nothing() implements Seen {}

    /** The page shows that the account is signed in, or the extension already holds the session. */
    record SignedIn() implements Seen {}

    /** One of the wanted elements; the index counts among them. */
    record Wanted(Sight.Hit hit) implements Seen {}
}
