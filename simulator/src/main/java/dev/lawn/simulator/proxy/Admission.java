package dev.lawn.simulator.proxy;

import dev.lawn.common.model.Credentials;
import org.jspecify.annotations.Nullable;

/** Whom a proxy lets in. */
sealed interface Admission {

    /** Whoever comes. */
    record Anyone() implements Admission {}

    /** Who knows these. */
    record Known(Credentials wanted) implements Admission {}

    /** Nobody, whatever they bring. */
    record Nobody() implements Admission {}

    /**
     * Who has these credentials.
     *
     * @param wanted null for whoever comes
     */
    static Admission to(@Nullable Credentials wanted) {
        return wanted == null ? new Anyone() : new Known(wanted);
    }

    /** Whether credentials are asked for. */
    default boolean asks() {
        return !(this instanceof Anyone);
    }

    default boolean admits(String user, String password) {
        return switch (this) {
            case Anyone() -> true;
            case Nobody() -> false;
            case Known(Credentials wanted) ->
                    wanted.user().equals(user) && wanted.password().reveal().equals(password);
        };
    }

    /** By the user's name alone. */
    default boolean admits(String user) {
        return switch (this) {
            case Anyone() -> true;
            case Nobody() -> false;
            case Known(Credentials wanted) -> wanted.user().equals(user);
        };
    }
}
