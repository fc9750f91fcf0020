package dev.lawn.supervisor.control;

import org.jspecify.annotations.Nullable;

/**
 * What {@code lawn open NODE --json} prints: the way to the pages of a node's browser.
 *
 * @param detail the worker's own words about the reason; null where it said none
 * @param debugPort of the host's loopback, for as long as this browser runs
 * @param tunnel the command that brings the port to another computer
 * @param inspect where a desktop Chrome shows the pages behind a port
 */
public record OpenDocument(
        String node,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        int debugPort,
        String tunnel,
        String inspect) {

    private static final String INSPECT = "chrome://inspect/#devices";

    /**
     * The way to a browser.
     *
     * @param debugPort of that node's browser
     * @param host by which name the host is reached
     */
    public static OpenDocument of(StatusDocument.Node node, int debugPort, String host) {
        return new OpenDocument(
                node.node(),
                node.state(),
                node.reason(),
                node.detail(),
                debugPort,
                "ssh -L %d:127.0.0.1:%1$d %s".formatted(debugPort, host),
                INSPECT);
    }
}
