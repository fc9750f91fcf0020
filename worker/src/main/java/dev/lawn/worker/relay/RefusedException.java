package dev.lawn.worker.relay;

/** The relay leads nobody there; the message says why. */
final class RefusedException extends Exception {

    RefusedException(Authority to, String why) {
        super("%s is refused by the relay: %s".formatted(to, why));
    }
}
