/** The node's own life: from the assignment to the goodbye. */
@NullMarked
package dev.lawn.worker.session;

import org.jspecify.annotations.NullMarked;
