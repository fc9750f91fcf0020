package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.OpenDocument;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.UserException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "open",
        description =
                "Tells how to see and use the pages of a node's running browser, from any computer"
                        + " with a desktop Chrome or Chromium. It changes nothing. Exit code 3"
                        + " where the node has no browser now, or one without a DevTools port.",
        mixinStandardHelpOptions = true)
final class OpenCommand extends NodeCommand {

    @Option(names = "--json", description = "Print port and tunnel as JSON.")
    private boolean json;

    @Override
    public Integer call() throws UserException, InterruptedException {
        StatusDocument status = ask(ControlClient::status);
        OpenDocument way = way(find(status));
        print(json ? ControlJson.write(way) : words(way));
        return 0;
    }

    private StatusDocument.Node find(StatusDocument status) throws UserException {
        return status.nodes().stream()
                .filter(each -> each.node().equals(node()))
                .findFirst()
                .orElseThrow(this::noSuchNode);
    }

    static OpenDocument way(StatusDocument.Node found) throws UserException {
        Integer port = found.debugPort();
        if (port == null) {
            throw new UserException(UserException.DEGRADED, nothingToOpen(found));
        }
        return OpenDocument.of(found, port, Host.name());
    }

    private static String nothingToOpen(StatusDocument.Node found) {
        String state = state(found.state(), found.reason());
        return hasBrowser(found)
                ? "%s has a browser without a DevTools port, which nobody can open; it is %s. Google Chrome 137 to 148 takes an extension by its debugging pipe alone, and has no port then: name Chromium, or Google Chrome 149 or later, as browser.binary in accounts.yaml, and then: lawn reload"
                        .formatted(found.node(), state)
                : "%s has no browser to open now: it is %s".formatted(found.node(), state);
    }

    /** A worker tells the port before it goes on from its start. */
    private static boolean hasBrowser(StatusDocument.Node found) {
        return found.browserPid() != null
                && Stream.of(StateName.values())
                        .filter(state -> state.isLive() && state != StateName.STARTING)
                        .anyMatch(state -> state.label().equals(found.state()));
    }

    private static String state(String state, @Nullable String reason) {
        return PlainText.of(reason == null ? state : "%s (%s)".formatted(state, reason));
    }

    private static String words(OpenDocument way) {
        String detail = way.detail();
        return """
                %1$s is %2$s%3$s
                Its browser's DevTools listen on port %4$d of this host's loopback, for as long as this browser runs.
                1. on the computer you sit at, where that is another one, leave this running:
                     %5$s
                2. in its Chrome or Chromium open %6$s, then Configure..., and add localhost:%4$d
                3. press "inspect" below the page that is to be seen: it shows in the window that opens
                   (where it does not, by the button of a screen in its toolbar); click and type there
                The node goes on by itself when it has a session; close the window then."""
                .formatted(
                        PlainText.of(way.node()),
                        state(way.state(), way.reason()),
                        detail == null ? "" : ": " + PlainText.of(detail),
                        way.debugPort(),
                        way.tunnel(),
                        way.inspect());
    }
}
