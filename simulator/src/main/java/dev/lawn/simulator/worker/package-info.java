/** A worker without a browser: speaks docs/protocol.md and misbehaves as its script says. */
@NullMarked
package dev.lawn.simulator.worker;

import org.jspecify.annotations.NullMarked;
