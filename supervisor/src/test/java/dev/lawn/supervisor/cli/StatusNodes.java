package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument.Node;
import dev.lawn.supervisor.control.TrafficDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nodes as a status shows them. */
final class StatusNodes {

    /** Since when each is in its state. */
    static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

    private StatusNodes() {}

    /** One of the service demo, of which nothing else is known. */
    static Node known(
            String name,
            String account,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Long browserPid,
            @Nullable Integer debugPort,
            @Nullable TrafficDocument traffic) {
        return new Node(
                name,
                account,
                "demo",
                state,
                reason,
                detail,
                SINCE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                0,
                null,
                browserPid,
                debugPort,
                null,
                null,
                null,
                null,
                traffic);
    }
}
