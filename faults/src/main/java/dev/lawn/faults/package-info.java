/**
 * The instrument that measures what Lawn promises: it starts Lawn as a process, injects faults and
 * judges by {@code /proc} and the simulator's own counters. It knows neither supervisor nor worker.
 *
 * <p>From left to right: {@code proc}, {@code lawn}, {@code world}, {@code measure}, {@code row},
 * {@code soak}, {@code report}; each knows only those before it.
 */
@NullMarked
package dev.lawn.faults;

import org.jspecify.annotations.NullMarked;
