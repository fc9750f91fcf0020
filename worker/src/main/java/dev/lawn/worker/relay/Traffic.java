package dev.lawn.worker.relay;

/**
 * What went through the relay since it began.
 *
 * @param sentBytes towards the upstream
 * @param receivedBytes from it
 * @param refused requests that were not forwarded, for whatever reason
 */
public record Traffic(long sentBytes, long receivedBytes, long refused) {}
