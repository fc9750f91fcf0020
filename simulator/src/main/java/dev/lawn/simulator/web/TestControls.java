package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Devices;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** {@code /_…}: what a test may see and do. No fault touches them. */
final class TestControls {

    private static final Pattern EXTENSION_ID = Pattern.compile("[a-p]{32}");

    /** What they turn. */
    record Shared(Faults faults, Sockets sockets, WebApp webApp, Devices devices) {}

    private final Shared shared;
    private final Supplier<Stats> stats;

    TestControls(Shared shared, Supplier<Stats> stats) {
        this.shared = shared;
        this.stats = stats;
    }

    Reply handle(String route, Request request) throws IOException {
        return switch (route) {
            case "GET /_stats" -> Json.control(200, stats.get());
            case "POST /_fault" -> fault(Json.body(request));
            case "POST /_variant" -> variant(Json.body(request));
            case "POST /_extensions" -> extensions(Json.body(request));
            case "POST /_device" -> device(Json.body(request));
            default -> Reply.text(404, "there is no control " + route);
        };
    }

    private Reply fault(JsonNode body) {
        Optional<Fault> fault = Fault.ofWireName(body.path("fault").asString(""));
        if (fault.isEmpty()) {
            return oneOf("fault", Fault.values(), Fault::wireName);
        }
        set(fault.get());
        return Json.control(200, Map.of("fault", fault.get().wireName()));
    }

    private Reply variant(JsonNode body) {
        Optional<Variant> variant = Variant.ofWireName(body.path("variant").asString(""));
        if (variant.isEmpty()) {
            return oneOf("variant", Variant.values(), Variant::wireName);
        }
        set(variant.get());
        return Json.control(200, Map.of("variant", variant.get().wireName()));
    }

    private static <T> Reply oneOf(String member, T[] values, Function<T, String> name) {
        String names = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
        return refused("write {\"%s\": one of %s}".formatted(member, names));
    }

    private static Reply refused(String error) {
        return Json.control(400, Map.of("error", error));
    }

    private Reply extensions(JsonNode body) {
        List<String> ids = body.path("ids").valueStream().map(each -> each.asString("")).toList();
        if (ids.isEmpty() || !ids.stream().allMatch(id -> EXTENSION_ID.matcher(id).matches())) {
            return refused("write {\"ids\": [an extension's id, 32 letters from a to p, …]}");
        }
        setExtensionIds(ids);
        return Json.control(200, Map.of("ids", ids));
    }

    private Reply device(JsonNode body) {
        String address = body.path("address").asString("");
        JsonNode listed = body.path("listed");
        try {
            if (listed.isBoolean()) {
                setListed(InetAddress.ofLiteral(address), listed.asBoolean());
                return Json.control(200, Map.of("address", address, "listed", listed));
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        return refused("write {\"address\": an IP address, \"listed\": true or false}");
    }

    void set(Fault fault) {
        shared.faults.set(fault);
        switch (fault) {
            case DROP_SOCKETS, REFUSE_SOCKETS -> shared.sockets.dropAll();
            case NONE,
                    SIGN_IN_HANG,
                    SIGN_IN_REJECT,
                    CAPTCHA,
                    OTP,
                    LOCKOUT,
                    RETRY_AFTER,
                    RETRY_AFTER_DATE,
                    RATE_LIMIT,
                    ERROR_500,
                    ENDLESS_LOAD -> {}
        }
    }

    void set(Variant variant) {
        shared.webApp.set(variant);
    }

    void setExtensionIds(List<String> ids) {
        shared.webApp.setExtensionIds(ids);
    }

    void setListed(InetAddress address, boolean listed) {
        shared.devices.setListed(address, listed);
    }
}
