/** What Lawn keeps on disk: one directory, one supervisor at a time. */
@NullMarked
package dev.lawn.supervisor.state;

import org.jspecify.annotations.NullMarked;
