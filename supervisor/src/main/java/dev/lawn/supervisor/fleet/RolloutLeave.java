package dev.lawn.supervisor.fleet;

import dev.lawn.supervisor.plan.ExtensionPin;

/**
 * The restart of a node for another extension.
 *
 * @param marker of the incarnation that was to end
 * @param target for what
 */
record RolloutLeave(String marker, ExtensionPin target) {}
