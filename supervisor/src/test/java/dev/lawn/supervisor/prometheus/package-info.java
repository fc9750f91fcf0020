/** Debian's real Prometheus and promtool as child processes, for tests. */
@NullMarked
package dev.lawn.supervisor.prometheus;

import org.jspecify.annotations.NullMarked;
