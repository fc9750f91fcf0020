/** The matrix: each row is one fault with its bounds. */
@NullMarked
package dev.lawn.faults.row;

import org.jspecify.annotations.NullMarked;
