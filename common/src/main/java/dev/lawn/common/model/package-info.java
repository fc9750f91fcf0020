/**
 * The nouns: names, secrets, proxy addresses, reasons. Immutable, no I/O, null only where
 * annotated.
 */
@NullMarked
package dev.lawn.common.model;

import org.jspecify.annotations.NullMarked;
