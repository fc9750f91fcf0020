package dev.lawn.supervisor.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lawn proxy check --json} prints; a contract for scripts.
 *
 * @param fine whether every proxy leads out, by an address of its own
 */
public record ProxyDocument(boolean fine, List<Proxy> proxies) {

    public ProxyDocument {
        proxies = List.copyOf(proxies);
    }

    /**
     * One proxy, or one way through it.
     *
     * @param nodes that go out by it
     * @param proxy without credentials
     * @param verdict as in docs/operations.md
     * @param millis until the verdict; null where none came
     * @param egressIp null where it is unknown
     * @param detail for people; null where all is well
     */
    public record Proxy(
            List<String> nodes,
            String proxy,
            String verdict,
            @Nullable Long millis,
            @Nullable String egressIp,
            @Nullable String detail) {

        public Proxy {
            nodes = List.copyOf(nodes);
        }
    }
}
