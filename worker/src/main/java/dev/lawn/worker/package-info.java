/** The worker: one process, one node, one Chrome. */
@NullMarked
package dev.lawn.worker;

import org.jspecify.annotations.NullMarked;
