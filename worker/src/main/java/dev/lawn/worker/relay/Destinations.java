package dev.lawn.worker.relay;

import dev.lawn.common.model.HostPattern;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.relay.Traffic.Destination;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its destination what a connection is for. Of several patterns the closest counts.
 *
 * @param service where the extension does its work
 * @param control where the service's pages and API are
 */
record Destinations(List<HostPattern> service, List<HostPattern> control) {

    Destinations {
        service = List.copyOf(service);
        control = List.copyOf(control);
    }

    /**
     * By what a service says.
     *
     * @param own its pages and API
     */
    static Destinations of(ServiceDefinition.Traffic named, List<TargetPattern> own) {
        return new Destinations(
                named.service(),
                Stream.concat(
                                own.stream().map(each -> new HostPattern(each.text())),
                                named.control().stream())
                        .toList());
    }

    Destination of(Authority to) {
        int toService = closest(service, to);
        int toControl = closest(control, to);
        if (toService == 0 && toControl == 0) {
            return Destination.OTHER;
        }
        return toService >= toControl ? Destination.SERVICE : Destination.CONTROL;
    }

    private static int closest(List<HostPattern> patterns, Authority to) {
        InetAddress address = to.literal().orElse(null);
        String name = address == null ? name(to) : null;
        return patterns.stream()
                .mapToInt(each -> each.closeness(name, address, to.port()))
                .max()
                .orElse(0);
    }

    private static @Nullable String name(Authority to) {
        String lowerCase = to.host().toLowerCase(Locale.ROOT);
        // The root's dot is no part of the name.
        return lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
    }
}
