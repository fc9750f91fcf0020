/** The worlds that faults are injected into. */
@NullMarked
package dev.lawn.faults.world;

import org.jspecify.annotations.NullMarked;
