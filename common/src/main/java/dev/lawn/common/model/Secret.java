package dev.lawn.common.model;

import java.util.Objects;

/**
 * A value that must not be printed: a password, a proxy's credentials, a token.
 *
 * <p>Its {@code toString} is a mask, so a record that holds one is safe to log. Only {@link
 * #reveal()} gives the value, and each call of it is a place to review.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** Hides {@code value}. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one place that must send it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
