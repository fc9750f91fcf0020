/**
 * Time as a dependency: monotonic nanoseconds, wall clock and scheduling behind one interface, so
 * that tests never sleep.
 */
@NullMarked
package dev.lawn.common.time;

import org.jspecify.annotations.NullMarked;
