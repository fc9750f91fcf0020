/**
 * What the host must have before nodes start: facts are read at the edge, judged by plain
 * arithmetic, and told with the command that mends what is missing.
 */
@NullMarked
package dev.lawn.supervisor.preflight;

import org.jspecify.annotations.NullMarked;
