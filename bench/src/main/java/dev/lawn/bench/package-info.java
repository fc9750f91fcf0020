/**
 * {@code ./dev bench}: measures parts of Lawn, each in a process of its own, against what others
 * have. It finds them by their class paths and knows no more of them than it starts.
 */
@NullMarked
package dev.lawn.bench;

import org.jspecify.annotations.NullMarked;
