package dev.lawn.worker.service;

import org.jspecify.annotations.Nullable;

/**
 * What a number that was stored, answered or shown may be; null for unknown, as for a null text.
 */
final class Quantity {

    private Quantity() {}

    /** Any number. */
    static @Nullable Double amount(@Nullable String text) {
        return text == null ? null : NumberText.stored(text);
    }

    /** Any number, as a page shows it to people. */
    static @Nullable Double shown(@Nullable String text) {
        return text == null ? null : NumberText.shown(text);
    }

    /**
     * From 0 to 1.
     *
     * @param of the number that stands for the whole
     */
    static @Nullable Double ratio(@Nullable String text, double of) {
        return ratio(amount(text), of);
    }

    /** The same of a number. */
    static @Nullable Double ratio(@Nullable Double number, double of) {
        return number == null || number < 0 || number > of ? null : number / of;
    }

    /** A whole number from 0 on. */
    static @Nullable Integer count(@Nullable String text) {
        return count(amount(text));
    }

    /** The same of a number. */
    static @Nullable Integer count(@Nullable Double number) {
        return number == null || !(number >= 0 && number <= Integer.MAX_VALUE) || number % 1 != 0
                ? null
                : number.intValue();
    }

    /** Whole seconds from 0 on; what is beyond a second is left out. */
    static @Nullable Long seconds(@Nullable String text) {
        return seconds(amount(text));
    }

    /** The same of a number. */
    static @Nullable Long seconds(@Nullable Double number) {
        return number == null || !(number >= 0 && number < Long.MAX_VALUE)
                ? null
                : number.longValue();
    }
}
