package dev.lawn.simulator.proxy;

/**
 * What a proxy has seen since it started, by the bytes of {@link Passage}.
 *
 * @param connections those that were taken
 * @param refused requests that were answered no
 */
public record ProxyTraffic(long connections, long refused, long fromClient, long toClient) {

    public static final ProxyTraffic NONE = new ProxyTraffic(0, 0, 0, 0);

    /** Both together. */
    public ProxyTraffic plus(ProxyTraffic other) {
        return new ProxyTraffic(
                connections + other.connections,
                refused + other.refused,
                fromClient + other.fromClient,
                toClient + other.toClient);
    }

    /** What came since that was all. */
    public ProxyTraffic since(ProxyTraffic earlier) {
        return new ProxyTraffic(
                connections - earlier.connections,
                refused - earlier.refused,
                fromClient - earlier.fromClient,
                toClient - earlier.toClient);
    }

    /** Both directions. */
    public long bytes() {
        return fromClient + toClient;
    }
}
