package dev.lawn.common.net;

import dev.lawn.common.model.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tunnel asked for by CONNECT; RFC 9110, 9.3.6. */
final class HttpConnect {

    private HttpConnect() {}

    static void ask(ProxyTalk talk, @Nullable Credentials credentials, String to)
            throws IOException, TunnelException {
        List<String> headers = new ArrayList<>();
        headers.add("Host: " + to);
        if (credentials != null) {
            headers.add("Proxy-Authorization: " + basic(credentials));
        }
        talk.say(new HttpHead("CONNECT " + to + " HTTP/1.1", headers).bytes());
        check(talk.hearHead());
    }

    static String basic(Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password().reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(HttpHead answer) throws TunnelException {
        String status = answer.word(1);
        if (!answer.startLine().startsWith("HTTP/1.") || !status.matches("[2-5][0-9]{2}")) {
            throw new TunnelException(WayFault.PROTOCOL, "does not speak HTTP");
        }
        Optional<WayFault> fault = fault(Integer.parseInt(status));
        if (fault.isPresent()) {
            throw new TunnelException(fault.get(), "answered " + status);
        }
    }

    /** What a proxy's status says went wrong; empty where it is a success. */
    static Optional<WayFault> fault(int status) {
        if (status / 100 == 2) {
            return Optional.empty();
        }
        // tinyproxy asks with 407 and answers a wrong password with 401.
        if (status == 407 || status == 401) {
            return Optional.of(WayFault.PROXY_AUTH);
        }
        // The 400s are about this client: no plan, no right, too much.
        return Optional.of(status / 100 == 5 ? WayFault.BAD_GATEWAY : WayFault.FORBIDDEN);
    }
}
