package dev.lawn.supervisor.control;

/** What becomes of a one-time code. */
public sealed interface OtpAnswer {

    /** The node's worker types it. */
    record Accepted() implements OtpAnswer {}

    /**
     * Nobody waits for it, or it is none.
     *
     * @param words for people
     */
    record Refused(String words) implements OtpAnswer {}

    /** As of any other request. */
    record NotAsked(NodeAnswer why) implements OtpAnswer {}
}
