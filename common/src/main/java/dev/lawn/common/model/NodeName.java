package dev.lawn.common.model;

import java.util.regex.Pattern;

/**
 * The name of one node: a folder name, a metric label and a word on the command line alike.
 *
 * @param value 1 to 63 characters: lower-case letters, digits and inner hyphens
 */
public record NodeName(String value) implements Comparable<NodeName> {

    /** What a name may look like; the same rule as a DNS label. */
    public static final Pattern PATTERN = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * @throws IllegalArgumentException where the value does not match {@link #PATTERN}
     */
    public NodeName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no node name: 1 to 63 lower-case letters, digits and inner hyphens"
                            .formatted(value));
        }
    }

    /** Whether {@code text} could be a node's name. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
