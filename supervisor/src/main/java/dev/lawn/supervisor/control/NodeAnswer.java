package dev.lawn.supervisor.control;

/** What becomes of a {@link NodeRequest}. */
public enum NodeAnswer {
    /** The node was told. */
    ACCEPTED,
    /** The fleet has no node of that name. */
    NO_SUCH_NODE,
    /** The whole fleet is going down. */
    GOING_DOWN
}
