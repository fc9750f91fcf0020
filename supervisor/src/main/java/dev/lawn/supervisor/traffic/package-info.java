/** What goes through a node's relay, counted by what it is for. */
@NullMarked
package dev.lawn.supervisor.traffic;

import org.jspecify.annotations.NullMarked;
