/** One node: a pure state machine, and the actor that is its only writer. */
@NullMarked
package dev.lawn.supervisor.node;

import org.jspecify.annotations.NullMarked;
