/** Watches a world by polling, and measures what a fault did to it. */
@NullMarked
package dev.lawn.faults.measure;

import org.jspecify.annotations.NullMarked;
