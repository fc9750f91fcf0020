package dev.lawn.worker.relay;

import java.time.Duration;

/**
 * How long, and how many.
 *
 * @param request for a client to begin its next request
 * @param head for a client to send the whole head of it
 * @param connect for the upstream to have a connection ready
 * @param silence of a proxy after a plain request, before it is asked whether it hangs
 * @param idle how long a connection may stand still in both directions
 * @param halfOver the same, once one direction has ended: its other end may never come
 * @param round how often is looked who is over these
 * @param connections at once
 * @param unproven how many at once are looked up, whether they are the node's
 */
record Limits(
        Duration request,
        Duration head,
        Duration connect,
        Duration silence,
        Duration idle,
        Duration halfOver,
        Duration round,
        int connections,
        int unproven) {

    /**
     * Chrome keeps an unused connection for five minutes; it opens at most 32 per proxy and kind,
     * and more is a fault or an attack. A connection that is idle for half an hour has no beat at
     * all: a peer that is gone is found out in two minutes by the kernel.
     */
    static final Limits USUAL =
            new Limits(
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(5),
                    256,
                    8);
}
