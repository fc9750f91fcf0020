package dev.lawn.worker.relay;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.SupervisorMessage.RelayRules;
import dev.lawn.common.service.ServiceDefinition;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a relay goes by.
 *
 * @param proxy the way out; null for the host's own
 * @param bind the host's address to go out by without a proxy; null for the kernel's choice
 * @param targets where it leads nobody
 * @param control the service's own pages and API
 * @param peers who may use it
 * @param traffic what its service says that hosts are for
 */
public record RelaySettings(
        @Nullable ProxyAddress proxy,
        @Nullable Bind bind,
        Targets targets,
        List<TargetPattern> control,
        Peers peers,
        ServiceDefinition.Traffic traffic) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public RelaySettings {
        control = List.copyOf(control);
    }

    /** Of no service. */
    public RelaySettings(
            @Nullable ProxyAddress proxy,
            @Nullable Bind bind,
            Targets targets,
            List<TargetPattern> control,
            Peers peers) {
        this(proxy, bind, targets, control, peers, ServiceDefinition.Traffic.UNTOLD);
    }

    /**
     * Those of a node. What its service's definition names lies where somebody put it on purpose,
     * and may be reached there, be it on this host.
     *
     * @param peers who may use it
     */
    public static RelaySettings of(Assignment assignment, Peers peers) {
        RelayRules rules = assignment.relay();
        List<TargetPattern> own = patterns(assignment.service());
        List<TargetPattern> allow = rules == null ? List.of() : rules.allow();
        return new RelaySettings(
                assignment.proxy(),
                assignment.bind(),
                new Targets(
                        Stream.of(allow, own, named(assignment.service().traffic()))
                                .flatMap(List::stream)
                                .toList(),
                        rules == null ? Set.of() : Set.copyOf(rules.ownPorts()),
                        PortRange.ephemeral()),
                own,
                peers,
                assignment.service().traffic());
    }

    /** One by one, with their ports. */
    private static List<TargetPattern> named(ServiceDefinition.Traffic traffic) {
        return traffic.service().stream()
                .filter(each -> !each.isWide())
                .map(each -> new TargetPattern(each.text()))
                .filter(TargetPattern::hasPort)
                .toList();
    }

    /**
     * Those of somebody who asks for the exit IP, and nothing else.
     *
     * @param proxy the way out; null for the host's own
     * @param ask where
     * @param peers who may use it
     */
    public static RelaySettings asking(@Nullable ProxyAddress proxy, List<URI> ask, Peers peers) {
        List<TargetPattern> own = patterns(ask.stream());
        return new RelaySettings(
                proxy, null, new Targets(own, Set.of(), PortRange.ephemeral()), own, peers);
    }

    private static List<TargetPattern> patterns(ServiceDefinition service) {
        return patterns(
                Stream.of(
                                Stream.of(service.signIn().page()),
                                service.egress().ask().stream(),
                                service.status().requests().stream()
                                        .map(ServiceDefinition.ApiRequest::url))
                        .flatMap(each -> each));
    }

    private static List<TargetPattern> patterns(Stream<URI> addresses) {
        return addresses
                .filter(each -> each.getHost() != null)
                .map(RelaySettings::pattern)
                .distinct()
                .toList();
    }

    private static TargetPattern pattern(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? HTTPS : HTTP;
        return new TargetPattern(uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort()));
    }
}
