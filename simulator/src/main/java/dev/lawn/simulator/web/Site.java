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
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Tokens.Purpose;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The whole site: which request goes where, and what is counted on the way. */
public final class Site implements HttpServer.Handler {

    private final Accounts accounts;
    private final Tokens tokens;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final Sockets sockets;
    private final TestControls controls;
    private final Assets assets;
    private final Api api;
    private final SignIn signIn;
    private final CheckIn checkIn;

    /**
     * @param time tells when a socket was last heard
     * @throws IOException where a file of the web app is missing in the jar
     */
    public Site(Accounts accounts, Tokens tokens, Devices devices, Time time) throws IOException {
        this.sockets = new Sockets(time);
        this.controls = new TestControls(faults, sockets, this::stats);
        this.accounts = accounts;
        this.tokens = tokens;
        this.assets = new Assets();
        this.api = new Api(devices);
        this.signIn = new SignIn(accounts, tokens, faults, counters);
        this.checkIn =
                new CheckIn(
                        accounts,
                        tokens,
                        new NodeSocket.Shared(sockets, devices, faults, counters));
    }

    /** What was counted so far. */
    public Stats stats() {
        return counters.with(sockets.list());
    }

    /** Switches to this fault; {@link Fault#NONE} ends whatever the last one keeps waiting. */
    public void set(Fault fault) {
        controls.set(fault);
    }

    @Override
    public Reply handle(Request request) throws IOException, InterruptedException {
        return switch (route(request)) {
            case "GET /_stats" -> controls.stats();
            case "POST /_fault" -> controls.fault(request);
            case "GET /ip" -> Reply.text(200, request.peer().getHostAddress());
            case String route -> counted(request, serve(route, request));
        };
    }

    private static String route(Request request) {
        return request.method() + " " + request.path();
    }

    private Reply counted(Request request, Reply reply) {
        counters.received(request.body().length);
        if (reply instanceof Reply.Whole whole) {
            counters.sent(whole.body().length);
        }
        return reply;
    }

    private Reply serve(String route, Request request) throws IOException, InterruptedException {
        if (faults.is(Fault.ERROR_500)) {
            return Reply.text(500, "Internal Server Error");
        }
        return switch (route) {
            case "GET /" -> request.wantsWebSocket() ? checkIn.socket(request) : page();
            case "GET /app.js" -> assets.script();
            case "GET /style.css" -> assets.style();
            case "POST /login" -> signIn.handle(request);
            case "POST /checkin" -> asked(() -> checkIn.handle(request));
            case "GET /retrieveUser" -> asked(() -> forAccount(request, api::retrieveUser));
            case "GET /activeDevices" -> asked(() -> forAccount(request, api::activeDevices));
            case "GET /activeIps" -> asked(() -> forAccount(request, api::activeIps));
            case "GET /epochEarnings" -> asked(() -> forAccount(request, api::epochEarnings));
            default -> Reply.text(404, "there is nothing at " + request.path());
        };
    }

    private Reply page() {
        counters.pageServed();
        return faults.is(Fault.ENDLESS_LOAD)
                ? assets.endlessPage(pause -> faults.lasts(Fault.ENDLESS_LOAD, pause))
                : assets.page();
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
        Optional<String> account =
                request.head()
                        .header("Authorization")
                        .flatMap(token -> tokens.holder(Purpose.ACCESS, token))
                        .filter(accounts::exists);
        return account.map(answer)
                .orElseGet(() -> Json.error(401, "session", "The session has ended"));
    }
}
