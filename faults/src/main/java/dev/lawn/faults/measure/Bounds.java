package dev.lawn.faults.measure;

import java.time.Duration;

/**
 * What a row must hold.
 *
 * @param detection from the injection until the status says that something is wrong
 * @param recovery from the injection, or from the end of a fault that lasts, until the node earns
 *     and the status says so
 */
public record Bounds(Duration detection, Duration recovery) {

    public static Bounds ofSeconds(long detection, long recovery) {
        return new Bounds(Duration.ofSeconds(detection), Duration.ofSeconds(recovery));
    }
}
