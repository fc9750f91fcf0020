/** The command line: one class per command, nothing but parsing and printing. */
@NullMarked
package dev.lawn.supervisor.cli;

import org.jspecify.annotations.NullMarked;
