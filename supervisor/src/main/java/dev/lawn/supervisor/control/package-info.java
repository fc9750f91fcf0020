/**
 * The control endpoint on loopback and its client: status out, requests to nodes in. The only JSON
 * of the supervisor that is not the wire protocol.
 */
@NullMarked
package dev.lawn.supervisor.control;

import org.jspecify.annotations.NullMarked;
