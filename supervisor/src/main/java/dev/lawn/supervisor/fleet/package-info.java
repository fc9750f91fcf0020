/** All nodes together: host-wide pacing, the immutable snapshot, shutdown. */
@NullMarked
package dev.lawn.supervisor.fleet;

import org.jspecify.annotations.NullMarked;
