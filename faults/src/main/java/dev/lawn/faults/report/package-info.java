/** The table on the screen and docs/reliability.md. */
@NullMarked
package dev.lawn.faults.report;

import org.jspecify.annotations.NullMarked;
