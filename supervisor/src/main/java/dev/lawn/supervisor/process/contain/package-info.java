/**
 * How the processes of an incarnation are held together, so that none outlives it: four rungs, of
 * which the strongest that works on this host is used.
 */
@NullMarked
package dev.lawn.supervisor.process.contain;

import org.jspecify.annotations.NullMarked;
