/**
 * The little HTTP that a relay and a proxy share: a bounded message head, and two sockets spliced.
 * JDK sockets, blocking, for virtual threads.
 */
@NullMarked
package dev.lawn.common.net;

import org.jspecify.annotations.NullMarked;
