/**
 * Worker processes: launch, pump their streams, tell what they say, and leave nothing of them
 * behind.
 */
@NullMarked
package dev.lawn.supervisor.process;

import org.jspecify.annotations.NullMarked;
