package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Tokens.Purpose;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets nodes in: the check-in, and the handshake of the socket it leads to. */
final class CheckIn {

    private static final Pattern NAME = Pattern.compile("^[a-z0-9-]+(\\.simulator\\.test:\\d+)$");

    private final Accounts accounts;
    private final Tokens tokens;
    private final NodeSocket.Shared shared;
    private volatile @Nullable String sockets;

    CheckIn(Accounts accounts, Tokens tokens, NodeSocket.Shared shared) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.shared = shared;
    }

    private record Admission(List<String> destinations, String token) {}

    /**
     * Admits a known user. A token in {@code Authorization} must be good; without one the user id
     * is enough, as for the genuine extension.
     */
    Reply handle(Request request) throws IOException {
        String userId = Json.body(request).path("userId").asString("");
        Optional<String> account = accounts.emailOf(userId).filter(email -> may(request, email));
        return account.<Reply>map(email -> Json.service(200, admission(request, email)))
                .orElseGet(() -> Json.error(401, "session", "The session has ended"));
    }

    /** Nodes are led there from now on. */
    void leadTo(String hostAndPort) {
        sockets = hostAndPort;
    }

    /**
     * The node comes back to where it has found us, unless it is led elsewhere; where that has a
     * name, to a name of its own beside it, as such services do: then whoever sees no more than
     * names can tell what is the node's work.
     */
    private Admission admission(Request request, String email) {
        String elsewhere = sockets;
        return new Admission(
                elsewhere == null
                        ? request.head().header("Host").map(CheckIn::forNodes).stream().toList()
                        : List.of(elsewhere),
                tokens.issue(Purpose.SOCKET, email));
    }

    private static String forNodes(String host) {
        return NAME.matcher(host).replaceFirst("node$1");
    }

    private boolean may(Request request, String email) {
        return request.head()
                .header("Authorization")
                .map(token -> tokens.holder(Purpose.ACCESS, token).filter(email::equals))
                .map(Optional::isPresent)
                .orElse(true);
    }

    Reply socket(Request request) {
        if (shared.faults().is(Fault.REFUSE_SOCKETS)) {
            return Reply.text(503, "no sockets at the moment");
        }
        String token = request.query().getOrDefault("token", "");
        return tokens.holder(Purpose.SOCKET, token)
                .filter(accounts::exists)
                .<Reply>map(
                        account ->
                                new Reply.WebSocketFrom(
                                        new NodeSocket(shared, account, request.peer())))
                .orElseGet(() -> Json.error(401, "session", "The token is no good"));
    }
}
