package dev.lawn.supervisor.node;

import dev.lawn.common.service.ServiceDefinition.Timings;
import java.time.Duration;

/**
 * How patient the machine is with one node.
 *
 * @param start for worker, browser and extension to come up
 * @param beat how long a watching worker may be silent; it beats every few seconds
 * @param service the service's own pace
 */
public record NodeTimings(Duration start, Duration beat, Timings service) {

    /** Five beats missed: a watching worker beats every three seconds at the latest. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final Duration START = Duration.ofSeconds(60);

    /** A new tab takes a second, an extension that is loaded anew connects within a few. */
    private static final Duration MEND = Duration.ofSeconds(30);

    /** Lists of devices that come before a node that is not listed is started anew. */
    private static final int LISTS = 2;

    private static final Duration MOST_UNLISTED = Duration.ofDays(1);

    /** Twice as long each time is a day long before this. */
    private static final int MOST_DOUBLED = 20;

    /** Pages of one sign-in: each may take the service's page deadline. */
    private static final int PAGES_OF_A_SIGN_IN = 6;

    public static NodeTimings of(Timings service) {
        return new NodeTimings(START, BEAT, service);
    }

    /**
     * A start on a busy host.
     *
     * @param patience how many times its usual time it may take
     */
    Duration start(double patience) {
        return Duration.ofMillis((long) (start.toMillis() * patience));
    }

    /** For a tab or an extension that the worker replaces in the running browser. */
    Duration mend() {
        return MEND;
    }

    /**
     * For a node that the service does not list. A restart may help once, and hardly where one has
     * not: so twice as long each time, up to a day.
     *
     * @param restarts for that reason since the service last listed it
     */
    Duration unlisted(int restarts) {
        Duration first = service.selfHeal().plus(service.api().multipliedBy(LISTS));
        Duration longer = first.multipliedBy(1L << Math.min(restarts, MOST_DOUBLED));
        return longer.compareTo(MOST_UNLISTED) > 0 ? MOST_UNLISTED : longer;
    }

    /** One page may take all its time before the worker can beat again. */
    Duration quietWhileSigningIn() {
        return service.page().plus(beat);
    }

    Duration signIn() {
        return service.page().multipliedBy(PAGES_OF_A_SIGN_IN);
    }

    /** The worker ends itself at its own connect deadline; ours only backs it up. */
    Duration connect() {
        return service.connect().plus(beat);
    }
}
