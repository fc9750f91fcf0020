/** What leaves a node by another way than its proxy: nothing must. */
@NullMarked
package dev.lawn.faults.leak;

import org.jspecify.annotations.NullMarked;
