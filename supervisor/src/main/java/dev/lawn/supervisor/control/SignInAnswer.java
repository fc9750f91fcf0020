package dev.lawn.supervisor.control;

/** What becomes of the wish that a node signs in now. */
public sealed interface SignInAnswer {

    /**
     * It will, as soon as its account may.
     *
     * @param words for people: what was done, and since when the account may
     */
    record Accepted(String words) implements SignInAnswer {}

    /**
     * There is nothing to be done about it.
     *
     * @param words for people
     */
    record Refused(String words) implements SignInAnswer {}

    /** As of any other request. */
    record NotAsked(NodeAnswer why) implements SignInAnswer {}
}
