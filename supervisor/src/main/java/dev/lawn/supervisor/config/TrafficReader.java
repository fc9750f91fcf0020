package dev.lawn.supervisor.config;

import dev.lawn.common.model.HostPattern;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Traffic;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code traffic} of a service.yaml: what the hosts are for. */
final class TrafficReader {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Map<HostPattern, Cursor> places = new LinkedHashMap<>();

    Optional<Traffic> read(Cursor at) {
        return at.mapping("service", "control").flatMap(this::read);
    }

    private Optional<Traffic> read(Mapping traffic) {
        if (traffic.entries().isEmpty()) {
            return traffic.at().refuse("says nothing; add service or control, or remove it");
        }
        List<Cursor> service = hosts(traffic, "service");
        service.forEach(at -> host(at).ifPresent(host -> places.putIfAbsent(host, at)));
        return Optional.of(
                new Traffic(
                        List.copyOf(places.keySet()),
                        hosts(traffic, "control").stream()
                                .flatMap(at -> host(at).stream())
                                .toList()));
    }

    private static List<Cursor> hosts(Mapping traffic, String key) {
        return traffic.find(key).stream().flatMap(at -> at.oneOrMore().stream()).toList();
    }

    private static Optional<HostPattern> host(Cursor at) {
        return at.text().flatMap(text -> host(at, text));
    }

    private static Optional<HostPattern> host(Cursor at, String text) {
        try {
            return Optional.of(new HostPattern(text));
        } catch (IllegalArgumentException e) {
            return at.refuse(String.valueOf(e.getMessage()));
        }
    }

    /** What Lawn itself loads must not be counted as the extension's. */
    void check(ServiceDefinition service) {
        Map<String, String> own = own(service);
        places.forEach(
                (host, at) -> {
                    String what = own.get(host.text());
                    if (what != null) {
                        at.problem(
                                "is where %s is, which Lawn itself asks: nobody could tell the two apart; remove it"
                                        .formatted(what));
                    }
                });
    }

    /** By host and port, in the words of the file. */
    private static Map<String, String> own(ServiceDefinition service) {
        Map<String, String> own = new HashMap<>();
        service.egress().ask().forEach(each -> put(own, each, "egress.ask"));
        service.status().requests().stream()
                .map(ApiRequest::url)
                .forEach(each -> put(own, each, "status.api"));
        put(own, service.signIn().page(), "sign_in.page");
        return own;
    }

    private static void put(Map<String, String> own, URI address, String what) {
        if (address.getHost() == null
                || address.getScheme().equals(ServiceDefinition.EXTENSION_SCHEME)) {
            return;
        }
        int usual = "https".equals(address.getScheme()) ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? usual : address.getPort();
        own.put(address.getHost().toLowerCase(Locale.ROOT) + ":" + port, what);
    }
}
