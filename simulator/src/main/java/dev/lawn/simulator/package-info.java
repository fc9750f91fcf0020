/**
 * Everything the demo and the tests need instead of the real world, on loopback addresses only: a
 * service with its web app and API, forward proxies, and a worker that follows a script.
 */
@NullMarked
package dev.lawn.simulator;

import org.jspecify.annotations.NullMarked;
