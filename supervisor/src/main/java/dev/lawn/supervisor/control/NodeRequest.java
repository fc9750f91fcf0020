package dev.lawn.supervisor.control;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may ask of a node. */
public enum NodeRequest {
    START,
    STOP,
    RESTART;

    NodeEvent event() {
        return switch (this) {
            case START -> new NodeEvent.StartRequested();
            case STOP -> new NodeEvent.StopRequested(Reason.OPERATOR);
            case RESTART -> new NodeEvent.RestartRequested();
        };
    }

    /** The word in the endpoint's path. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NodeRequest> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
