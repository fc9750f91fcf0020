/**
 * What shall run, as immutable values: the configuration after every check, with nothing left to
 * look up.
 */
@NullMarked
package dev.lawn.supervisor.plan;

import org.jspecify.annotations.NullMarked;
