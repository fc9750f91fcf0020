/**
 * The simulated service itself, without any HTTP: accounts, sessions, devices and their points, the
 * fault that is on, and the counters that tests judge by.
 */
@NullMarked
package dev.lawn.simulator.service;

import org.jspecify.annotations.NullMarked;
