/** The node's loopback forward proxy: Chrome's only way out. It fails closed. */
@NullMarked
package dev.lawn.worker.relay;

import org.jspecify.annotations.NullMarked;
