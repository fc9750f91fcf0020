package dev.lawn.simulator.web;

import dev.lawn.common.time.Time;
import dev.lawn.simulator.http.HttpServer;
import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Counters;
import dev.lawn.simulator.service.Devices;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import dev.lawn.simulator.service.Mails;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Tokens.Purpose;
import dev.lawn.simulator.service.Variant;
import dev.lawn.simulator.service.Walls;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The whole site: which request goes where, and what is counted on the way. */
public final class Site implements HttpServer.Handler {

    private static final Duration RATE_LIMIT = Duration.ofMinutes(2);

    private final Accounts accounts;
    private final Tokens tokens;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final Mails mails = new Mails();
    private final Sockets sockets;
    private final WebApp webApp;
    private final TestControls controls;
    private final Api api;
    private final SignIn signIn;
    private final Challenge challenge;
    private final CheckIn checkIn;

    /**
     * How the web app is when the site starts.
     *
     * @param extensionIds whom it hands a session to
     */
    public record Look(Variant variant, List<String> extensionIds) {
        public Look {
            extensionIds = List.copyOf(extensionIds);
        }
    }

    /**
     * @param time tells when a socket was last heard
     * @throws IOException where a file of the web app is missing in the jar
     */
    public Site(Accounts accounts, Tokens tokens, Devices devices, Look look, Time time)
            throws IOException {
        Walls walls = new Walls();
        this.accounts = accounts;
        this.tokens = tokens;
        this.sockets = new Sockets(time);
        this.webApp = new WebApp(look.variant(), look.extensionIds());
        this.controls =
                new TestControls(
                        new TestControls.Shared(faults, sockets, webApp, devices), this::stats);
        this.api = new Api(devices);
        this.signIn =
                new SignIn(
                        new SignIn.Shared(accounts, tokens, faults, mails, walls, time),
                        webApp,
                        counters);
        this.challenge = new Challenge(webApp.challengePage(), walls);
        this.checkIn =
                new CheckIn(
                        accounts,
                        tokens,
                        new NodeSocket.Shared(sockets, devices, faults, counters));
    }

    /** What was counted so far. */
    public Stats stats() {
        return counters.with(mails.list(), sockets.list());
    }

    /** Switches to this fault; {@link Fault#NONE} ends whatever the last one keeps waiting. */
    public void set(Fault fault) {
        controls.set(fault);
    }

    /** Serves this variant from now on. */
    public void set(Variant variant) {
        controls.set(variant);
    }

    /** See {@link CheckIn#leadTo}. */
    public void leadSocketsTo(String hostAndPort) {
        checkIn.leadTo(hostAndPort);
    }

    /** Pages hand their session to these extensions from now on. */
    public void setExtensionIds(List<String> ids) {
        controls.setExtensionIds(ids);
    }

    /** See {@link Devices#setListed}. */
    public void setListed(InetAddress address, boolean listed) {
        controls.setListed(address, listed);
    }

    @Override
    public Reply handle(Request request) throws IOException, InterruptedException {
        String route = request.method() + " " + request.path();
        if (request.path().startsWith("/_")) {
            return controls.handle(route, request);
        }
        return route.equals("GET /ip")
                ? Reply.text(200, request.peer().getHostAddress())
                : counted(request, serve(route, request));
    }

    private Reply counted(Request request, Reply reply) {
        counters.received(request.body().length);
        if (reply instanceof Reply.Whole whole) {
            counters.sent(whole.body().length);
        }
        return reply;
    }

    private Reply serve(String route, Request request) throws IOException, InterruptedException {
        if (route.equals("POST /login")) {
            return signIn.handle(request);
        }
        if (faults.is(Fault.ERROR_500)) {
            return Reply.text(500, "Internal Server Error");
        }
        return switch (route) {
            case "GET /" -> request.wantsWebSocket() ? checkIn.socket(request) : page();
            case "POST /checkin" -> asked(() -> checkIn.handle(request));
            case "GET /retrieveUser" -> asked(() -> forAccount(request, api::retrieveUser));
            case "GET /activeDevices" -> asked(() -> forAccount(request, api::activeDevices));
            case "GET /activeIps" -> asked(() -> forAccount(request, api::activeIps));
            case "GET /epochEarnings" -> asked(() -> forAccount(request, api::epochEarnings));
            default -> file(route, request);
        };
    }

    private Reply page() {
        counters.pageServed();
        return faults.is(Fault.ENDLESS_LOAD)
                ? webApp.endlessPage(pause -> faults.lasts(Fault.ENDLESS_LOAD, pause))
                : webApp.page();
    }

    private Reply file(String route, Request request) {
        if (request.path().startsWith(Challenge.PATH)) {
            return challenge.handle(route.replace(Challenge.PATH, ""), request);
        }
        Optional<Reply> file =
                route.startsWith("GET /")
                        ? webApp.file(request.path().substring(1)).map(Function.identity())
                        : Optional.empty();
        return file.orElseGet(() -> Reply.text(404, "there is nothing at " + request.path()));
    }

    @FunctionalInterface
    private interface ApiCall {
        Reply answer() throws IOException;
    }

    private Reply asked(ApiCall call) throws IOException {
        counters.apiRequested();
        return call.answer();
    }

    private Reply forAccount(Request request, Function<String, Reply> answer) {
        if (faults.is(Fault.RATE_LIMIT)) {
            return Json.error(429, "rate_limit", "Too many requests").retryAfter(RATE_LIMIT);
        }
        Optional<String> account =
                request.head()
                        .header("Authorization")
                        .flatMap(token -> tokens.holder(Purpose.ACCESS, token))
                        .filter(accounts::exists);
        return account.map(answer)
                .orElseGet(() -> Json.error(401, "session", "The session has ended"));
    }
}
