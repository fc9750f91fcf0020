/** Lawn as a black box: a process, its control endpoint, its metrics. */
@NullMarked
package dev.lawn.faults.lawn;

import org.jspecify.annotations.NullMarked;
