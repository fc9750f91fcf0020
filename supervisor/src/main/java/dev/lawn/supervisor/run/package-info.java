/** Puts one running supervisor together, in order, and takes it apart again. */
@NullMarked
package dev.lawn.supervisor.run;

import org.jspecify.annotations.NullMarked;
