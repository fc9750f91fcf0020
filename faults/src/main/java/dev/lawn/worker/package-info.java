/** Stands in for the real worker on the class path of a scripted fleet. */
@NullMarked
package dev.lawn.worker;

import org.jspecify.annotations.NullMarked;
