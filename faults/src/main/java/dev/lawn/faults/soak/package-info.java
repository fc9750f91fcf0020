/** Random faults for a long time, and the slopes of what grows. */
@NullMarked
package dev.lawn.faults.soak;

import org.jspecify.annotations.NullMarked;
