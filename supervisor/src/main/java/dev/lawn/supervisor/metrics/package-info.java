/**
 * The fleet as Prometheus metrics: one collector over one snapshot, and the endpoint that serves
 * it. docs/metrics.md is the contract.
 */
@NullMarked
package dev.lawn.supervisor.metrics;

import org.jspecify.annotations.NullMarked;
