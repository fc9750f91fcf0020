/** The two ends of the protocol: stdin and stdout of this process. */
@NullMarked
package dev.lawn.worker.channel;

import org.jspecify.annotations.NullMarked;
