package dev.lawn.simulator.proxy;

/**
 * What a proxy has seen since it started, by the bytes of {@link Passage}.
 *
 * @param connections those that were taken
 * @param refused requests that were answered no
 */
public record ProxyTraffic(long connections, long refused, long fromClient, long toClient) {}
