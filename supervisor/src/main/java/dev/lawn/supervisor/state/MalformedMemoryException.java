package dev.lawn.supervisor.state;

/** A node's memory that makes no sense; the message says why, and repeats nothing of it. */
final class MalformedMemoryException extends Exception {

    MalformedMemoryException(String message) {
        super(message);
    }
}
