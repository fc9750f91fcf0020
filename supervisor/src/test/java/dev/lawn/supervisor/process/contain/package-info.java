/** Each rung against real processes, as root and as a plain user. */
@NullMarked
package dev.lawn.supervisor.process.contain;

import org.jspecify.annotations.NullMarked;
