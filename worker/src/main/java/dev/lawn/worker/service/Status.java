package dev.lawn.worker.service;

import org.jspecify.annotations.Nullable;

/**
 * What a node's browser knows of its service; each null is unknown.
 *
 * @param connected the extension's own word
 * @param networkQuality 0 to 1
 * @param points of the account
 * @param devices how many devices the service lists
 * @param uptimeSeconds of the account
 * @param listed whether that list has the node's exit IP
 */
public record Status(
        @Nullable Boolean connected,
        @Nullable Double networkQuality,
        @Nullable Double points,
        @Nullable Integer devices,
        @Nullable Long uptimeSeconds,
        @Nullable Boolean listed) {

    /** The same, with the numbers a page shows where it knows none itself. */
    Status orNumbers(Shown shown) {
        return new Status(
                connected,
                networkQuality == null ? shown.networkQuality() : networkQuality,
                points == null ? shown.points() : points,
                devices == null ? shown.devices() : devices,
                uptimeSeconds == null ? shown.uptimeSeconds() : uptimeSeconds,
                listed);
    }
}
