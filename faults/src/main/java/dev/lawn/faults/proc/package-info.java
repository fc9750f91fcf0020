/** What the kernel shows of processes, and signals to them. */
@NullMarked
package dev.lawn.faults.proc;

import org.jspecify.annotations.NullMarked;
