package dev.lawn.supervisor.traffic;

/**
 * What one class of traffic comes to.
 *
 * @param sentBytes towards the upstream
 * @param receivedBytes from it
 * @param connections to the upstream that were made
 */
public record ClassCounts(long sentBytes, long receivedBytes, long connections) {

    public static final ClassCounts NONE = new ClassCounts(0, 0, 0);

    /**
     * @throws IllegalArgumentException where one of them is less than 0
     */
    public ClassCounts {
        Counts.check(sentBytes, receivedBytes, connections);
    }

    ClassCounts plus(ClassCounts more) {
        return new ClassCounts(
                Counts.sum(sentBytes, more.sentBytes),
                Counts.sum(receivedBytes, more.receivedBytes),
                Counts.sum(connections, more.connections));
    }
}
