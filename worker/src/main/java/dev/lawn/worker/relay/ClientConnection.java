package dev.lawn.worker.relay;

import dev.lawn.common.net.Connection;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.LongHeadException;
import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the relay, from its first request to the end of its last. */
final class ClientConnection {

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final byte[] ACCEPTED =
            "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

    private final Client client;
    private final Context context;
    private final Life life;

    ClientConnection(Socket socket, Context context, Life life) throws IOException {
        this.client = Client.of(socket);
        this.context = context;
        this.life = life;
    }

    /** Until either side has had enough. */
    void serve() throws InterruptedException {
        try {
            while (one()) {
                log.trace("the next request");
            }
        } catch (LongHeadException e) {
            refuseQuietly("431 Request Header Fields Too Large", String.valueOf(e.getMessage()));
        } catch (EOFException _) {
            // It changed its mind.
        } catch (IOException e) {
            log.debug("client connection: {}", e.toString());
        }
    }

    private void refuseQuietly(String status, String why) {
        try {
            refuse(status, why);
        } catch (IOException e) {
            log.debug("client connection: {}", e.toString());
        }
    }

    /** Whether another request may follow. */
    private boolean one() throws IOException, InterruptedException {
        life.has(context.limits().request());
        if (!hasBegun(client.in())) {
            return false;
        }
        life.has(context.limits().head());
        HttpHead head = HttpHead.read(client.in());
        life.isUnbounded();
        return serve(ProxyRequest.of(head));
    }

    /** Chrome opens connections ahead, and leaves or closes them unused. */
    private static boolean hasBegun(InputStream in) throws IOException {
        in.mark(1);
        boolean hasBegun = in.read() >= 0;
        in.reset();
        return hasBegun;
    }

    private boolean serve(ProxyRequest request) throws IOException, InterruptedException {
        try {
            return switch (request) {
                case ProxyRequest.Malformed(String why) -> {
                    refuse("400 Bad Request", why);
                    yield false;
                }
                case ProxyRequest.Tunnel(Authority to) -> {
                    tunnel(to);
                    yield false;
                }
                case ProxyRequest.Forward forward ->
                        new Exchange(forward, client, context, life).run();
            };
        } catch (RefusedException e) {
            refuse("403 Forbidden", String.valueOf(e.getMessage()));
        } catch (TunnelException e) {
            refuse(
                    status(e.fault()),
                    "%s (%s): %s".formatted(e.reason(), e.fault().wireName(), e.getMessage()));
        }
        return false;
    }

    private static String status(WayFault fault) {
        return fault == WayFault.TIMEOUT ? "504 Gateway Timeout" : "502 Bad Gateway";
    }

    private void tunnel(Authority to)
            throws IOException, InterruptedException, TunnelException, RefusedException {
        Meter meter = context.ledger().meter(to);
        Connection far = context.tried(meter, () -> context.upstream().tunnel(to, meter));
        try (far) {
            life.holds(far.raw());
            context.wentWell(meter);
            meter.connected();
            client.out().write(ACCEPTED);
            life.mayIdle(context.limits().idle());
            new Joint(client, far, context, life, meter::received, meter::sent).run();
            life.has(FAREWELL);
        } finally {
            life.lets(far.raw());
        }
    }

    private void refuse(String status, String why) throws IOException {
        context.ledger().refused();
        life.has(FAREWELL);
        client.refuse(status, why);
    }
}
