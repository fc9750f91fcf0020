/**
 * A small HTTP/1.1 and WebSocket server on JDK sockets and virtual threads.
 *
 * <p>Our own, because a test double must be able to do what a good server library rules out: leave
 * a request without an answer, never end a page, drop a WebSocket's TCP connection from outside,
 * and know at once that a peer was killed.
 */
@NullMarked
package dev.lawn.simulator.http;

import org.jspecify.annotations.NullMarked;
