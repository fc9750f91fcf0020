package dev.lawn.supervisor.prometheus;

import java.util.Map;

/**
 * One series of an answer.
 *
 * @param labels without those that are absent or empty
 * @param value may be NaN
 */
public record Series(Map<String, String> labels, double value) {}
