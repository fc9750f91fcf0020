/** Linux processes as /proc tells them: who belongs to a node, and how much memory it takes. */
@NullMarked
package dev.lawn.common.proc;

import org.jspecify.annotations.NullMarked;
