package dev.lawn.supervisor.preflight;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param check its name in a word or two, the same on every host
 * @param found what is there
 * @param needed what should be there; null where all is well
 * @param mend the command that mends it, or what to do where no command does; null where all is
 *     well
 */
public record Finding(
        Level level, String check, String found, @Nullable String needed, @Nullable String mend) {

    /** All is well. */
    public static Finding ok(String check, String found) {
        return new Finding(Level.OK, check, found, null, null);
    }

    /** It goes on, but not as well as it should. */
    public static Finding warning(String check, String found, String needed, String mend) {
        return new Finding(Level.WARNING, check, found, needed, mend);
    }

    /** It makes no sense to begin. */
    public static Finding error(String check, String found, String needed, String mend) {
        return new Finding(Level.ERROR, check, found, needed, mend);
    }

    /** The same, as something to go on with. */
    public Finding asWarning() {
        return new Finding(Level.WARNING, check, found, needed, mend);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    /** On one line, without how bad it is. */
    public String words() {
        return "%s: %s%s%s"
                .formatted(
                        check,
                        found,
                        needed == null ? "" : " (needed: %s)".formatted(needed),
                        mend == null ? "" : " → " + mend);
    }

    /** On one line: {@code error: driver: … (needed: …) → apt-get install …}. */
    @Override
    public String toString() {
        return level.label() + ": " + words();
    }
}
