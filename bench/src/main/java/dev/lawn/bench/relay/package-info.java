/** The worker's relay against tinyproxy: throughput, CPU, memory. */
@NullMarked
package dev.lawn.bench.relay;

import org.jspecify.annotations.NullMarked;
