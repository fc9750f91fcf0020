/**
 * What supervisor and worker say to each other: NDJSON, UTF-8, one object a line. docs/protocol.md
 * is the contract; the only Jackson code on the wire is here.
 */
@NullMarked
package dev.lawn.common.protocol;

import org.jspecify.annotations.NullMarked;
