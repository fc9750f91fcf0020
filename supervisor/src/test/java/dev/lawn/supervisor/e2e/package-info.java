/** The whole of Lawn as a user runs it: real Chromium, real processes, real signals. */
@NullMarked
package dev.lawn.supervisor.e2e;

import org.jspecify.annotations.NullMarked;
