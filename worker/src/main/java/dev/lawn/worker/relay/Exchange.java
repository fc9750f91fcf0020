package dev.lawn.worker.relay;

import dev.lawn.common.net.Connection;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.ProxyTunnel;
import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plain request and its answer. The far connection is for this one alone, so that no server
 * ever sees two requests of which it expected one; the client may go on.
 */
final class Exchange {

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    /** Between a server's answer to a whole body, and our own knowledge that it was sent. */
    private static final Duration SENT_PATIENCE = Duration.ofMillis(200);

    private final ProxyRequest.Forward request;
    private final Client client;
    private final Context context;
    private final Life life;
    private final Meter meter;

    /** By its own words, not by those of a socket. */
    private volatile boolean bodyBrokeOff;

    Exchange(ProxyRequest.Forward request, Client client, Context context, Life life) {
        this.request = request;
        this.client = client;
        this.context = context;
        this.life = life;
        this.meter = context.ledger().meter(request.to());
    }

    /**
     * Whether another request may follow on the client's connection.
     *
     * @throws TunnelException where the client was not answered yet, and is to be told so
     * @throws RefusedException the same
     * @throws IOException where there is nothing left to say to it
     */
    boolean run() throws IOException, InterruptedException, TunnelException, RefusedException {
        Road road = context.tried(meter, () -> context.upstream().road(request, meter));
        try (var far = road.far()) {
            life.holds(far.raw());
            life.mayIdle(context.limits().idle());
            return run(road);
        } finally {
            life.lets(road.far().raw());
        }
    }

    private boolean run(Road road)
            throws IOException, InterruptedException, TunnelException, RefusedException {
        FutureTask<Boolean> body = new FutureTask<>(() -> sendBody(road));
        HttpHead answer;
        AheadInput in;
        try {
            byte[] head = road.head().bytes();
            road.far().socket().getOutputStream().write(head);
            meter.sent(head.length);
            meter.connected();
            begin(body);
            in =
                    new AheadInput(
                            new CountedInput(
                                    road.far().socket().getInputStream(), meter::received));
            awaitFirstByte(road, in);
            answer = finalAnswer(in);
            if (bodyBrokeOff) {
                // Whoever takes its end for the end of the body has answered something else.
                throw new IOException("the body broke off");
            }
        } catch (IOException e) {
            throw failed(WayFault.BAD_GATEWAY, "no answer: " + e.getMessage());
        }
        int status = status(answer);
        check(road, answer, status);
        if (status == SWITCHING_PROTOCOLS) {
            return switched(road, answer, in);
        }
        return answered(answer, status, in) && isSent(body);
    }

    private void begin(FutureTask<Boolean> body) {
        if (request.body() instanceof Framing.None) {
            body.run();
        } else {
            Thread.ofVirtual().name("relay-body").start(body);
        }
    }

    private TunnelException failed(WayFault fault, String what) {
        TunnelException failure =
                new TunnelException(fault, "%s: %s".formatted(request.to(), what));
        context.failed(meter, failure);
        return failure;
    }

    private boolean sendBody(Road road) throws IOException {
        try {
            Bodies.copy(
                    request.body(),
                    client.in(),
                    road.far().socket().getOutputStream(),
                    false,
                    new Pump(life, meter::sent));
            return true;
        } catch (IOException e) {
            // A client that went, or sent nonsense, or a server that has heard enough.
            bodyBrokeOff = e instanceof EOFException || e instanceof ProtocolException;
            Sockets.close(road.far().raw());
            throw e;
        }
    }

    /**
     * A proxy that took a plain request and is silent may wait for the host, or hang itself: one
     * that hangs answers no CONNECT either. One that does has all the time there is.
     */
    private void awaitFirstByte(Road road, InputStream in)
            throws IOException, TunnelException, RefusedException {
        if (!road.isToProxy() || comesInTime(road.far().socket(), in)) {
            return;
        }
        try {
            Connection answered = context.upstream().tunnel(request.to(), meter);
            log.debug("{}: the proxy waits for it", request.to());
            Sockets.close(answered.raw());
        } catch (TunnelException e) {
            boolean cameMeanwhile = in.available() > 0;
            if (e.fault() == WayFault.TIMEOUT && !cameMeanwhile) {
                throw failed(e.fault(), "the proxy is silent: " + e.getMessage());
            }
        }
    }

    private boolean comesInTime(Socket far, InputStream in) throws IOException {
        far.setSoTimeout((int) context.limits().silence().toMillis());
        in.mark(1);
        try {
            int _ = in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } finally {
            far.setSoTimeout(0);
        }
    }

    /** Interim ones go to the client as they come: it may wait for leave to send its body. */
    private HttpHead finalAnswer(InputStream in) throws IOException, TunnelException {
        HttpHead answer = HttpHead.read(in);
        life.moved();
        for (int status = status(answer);
                status / 100 == 1 && status != SWITCHING_PROTOCOLS;
                status = status(answer)) {
            if (isModern()) {
                client.write(new HttpHead(answer.startLine(), HeaderLines.endToEnd(answer)));
            }
            answer = HttpHead.read(in);
        }
        return answer;
    }

    private boolean isModern() {
        return "HTTP/1.1".equals(request.version());
    }

    private int status(HttpHead answer) throws TunnelException {
        String status = answer.word(1);
        boolean isHttp =
                answer.startLine().startsWith("HTTP/1.")
                        && status.matches("[1-5][0-9]{2}")
                        && HeaderLines.areWellFormed(answer);
        if (!isHttp) {
            throw failed(WayFault.BAD_GATEWAY, "what answers does not speak HTTP");
        }
        int code = Integer.parseInt(status);
        if (code == SWITCHING_PROTOCOLS && !request.upgrades()) {
            throw failed(WayFault.BAD_GATEWAY, "it switched protocols unasked");
        }
        return code;
    }

    /** Words of the proxy's own. All others may be the host's as well, and go on to the client. */
    private void check(Road road, HttpHead answer, int status) throws TunnelException {
        Optional<WayFault> fault =
                road.isToProxy() ? ProxyTunnel.faultOf(status) : Optional.empty();
        if (fault.isEmpty() || !(isProxysOwn(answer, status) || isOfGateways(status))) {
            context.wentWell(meter);
            return;
        }
        TunnelException failure = failed(fault.get(), "the proxy answered " + status);
        if (isProxysOwn(answer, status)) {
            throw failure;
        }
    }

    /** Only a proxy asks for its own credentials; tinyproxy's pages of its own bear its name. */
    private static boolean isProxysOwn(HttpHead answer, int status) {
        return status == PROXY_AUTHENTICATION_REQUIRED
                || answer.header("Server").filter(name -> name.startsWith("tinyproxy")).isPresent();
    }

    /** The host's own gateway may say the same: told as a failure, and passed on. */
    private static boolean isOfGateways(int status) {
        return status == BAD_GATEWAY || status == GATEWAY_TIMEOUT;
    }

    private boolean switched(Road road, HttpHead answer, AheadInput in)
            throws IOException, InterruptedException {
        client.write(answer);
        // Counted when it was read.
        client.out().write(in.take());
        new Joint(client, road.far(), context, life, meter::received, meter::sent).run();
        return false;
    }

    private boolean answered(HttpHead answer, int status, InputStream in)
            throws IOException, TunnelException {
        Optional<Framing> framing = Framing.ofAnswer(answer, request.method(), status);
        if (framing.isEmpty()) {
            throw failed(WayFault.BAD_GATEWAY, "an answer whose end can be read two ways");
        }
        boolean goesOn = request.keepsAlive() && !(framing.get() instanceof Framing.UntilClose);
        boolean unchunked = !isModern();
        client.write(head(answer, goesOn, unchunked));
        Bodies.copy(framing.get(), in, client.out(), unchunked, new Pump(life, _ -> {}));
        return goesOn;
    }

    private static HttpHead head(HttpHead answer, boolean goesOn, boolean unchunked) {
        List<String> headers = HeaderLines.endToEnd(answer);
        HttpHead head =
                new HttpHead(
                                "HTTP/1.1" + answer.startLine().substring("HTTP/1.1".length()),
                                headers)
                        .with("Connection", goesOn ? "keep-alive" : "close");
        return unchunked ? head.without("Transfer-Encoding") : head;
    }

    /**
     * A server may answer before it has the whole body; what is left of it must not be a request.
     */
    private static boolean isSent(FutureTask<Boolean> body) throws InterruptedException {
        try {
            return body.get(SENT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
