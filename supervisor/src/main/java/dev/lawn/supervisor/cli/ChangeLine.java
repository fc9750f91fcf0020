package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One change of one node on one line, for a log or a pipe. */
final class ChangeLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private ChangeLine() {}

    /** {@code 14:03:07 home-p1 connected, out by 203.0.113.9}. */
    static String of(NodeSnapshot node) {
        StringBuilder line = new StringBuilder(TIME.format(node.since()));
        line.append(' ').append(node.node()).append(' ').append(node.state());
        if (node.reason() != null) {
            line.append(": ").append(node.reason());
        }
        if (node.detail() != null) {
            line.append(" (").append(node.detail()).append(')');
        }
        if (node.sample().egressIp() != null) {
            line.append(", out by ").append(node.sample().egressIp());
        }
        return PlainText.of(line.toString());
    }
}
