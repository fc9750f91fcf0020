/** Forward proxies, each with a way out of its own, so that the service sees another address. */
@NullMarked
package dev.lawn.simulator.proxy;

import org.jspecify.annotations.NullMarked;
