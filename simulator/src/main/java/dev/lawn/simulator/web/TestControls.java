package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import dev.lawn.simulator.service.Stats;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /_stats} and {@code /_fault}: what a test may see and do. No fault touches them. */
final class TestControls {

    private final Faults faults;
    private final Sockets sockets;
    private final Supplier<Stats> stats;

    TestControls(Faults faults, Sockets sockets, Supplier<Stats> stats) {
        this.faults = faults;
        this.sockets = sockets;
        this.stats = stats;
    }

    Reply stats() {
        return Json.control(200, stats.get());
    }

    Reply fault(Request request) throws IOException {
        Optional<Fault> fault = Fault.ofWireName(Json.body(request).path("fault").asString(""));
        if (fault.isEmpty()) {
            return Json.control(400, Map.of("error", "write {\"fault\": one of " + names() + "}"));
        }
        set(fault.get());
        return Json.control(200, Map.of("fault", fault.get().wireName()));
    }

    void set(Fault fault) {
        faults.set(fault);
        switch (fault) {
            case DROP_SOCKETS, REFUSE_SOCKETS -> sockets.dropAll();
            case NONE, SIGN_IN_HANG, SIGN_IN_REJECT, CAPTCHA, OTP, ERROR_500, ENDLESS_LOAD -> {}
        }
    }

    private static String names() {
        return Arrays.stream(Fault.values()).map(Fault::wireName).collect(Collectors.joining(", "));
    }
}
