package dev.lawn.worker.relay;

import dev.lawn.common.model.TargetPattern;
import dev.lawn.worker.relay.Traffic.Destination;
import java.util.List;
import java.util.Locale;

/**
 * Tells by its destination what a connection is for.
 *
 * @param service where the extension does its work
 * @param control where the service's pages and API are
 */
record Destinations(List<TargetPattern> service, List<TargetPattern> control) {

    Destinations {
        service = List.copyOf(service);
        control = List.copyOf(control);
    }

    Destination of(Authority to) {
        if (isOneOf(service, to)) {
            return Destination.SERVICE;
        }
        return isOneOf(control, to) ? Destination.CONTROL : Destination.OTHER;
    }

    private static boolean isOneOf(List<TargetPattern> patterns, Authority to) {
        String name = to.literal().isPresent() ? null : to.host().toLowerCase(Locale.ROOT);
        return patterns.stream()
                .anyMatch(each -> each.matches(name, to.literal().orElse(null), to.port()));
    }
}
