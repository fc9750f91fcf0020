package dev.lawn.worker.relay;

import dev.lawn.common.model.TargetPattern;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the relay leads nobody: this host and the networks around it, whatever the upstream, but
 * for what is allowed by name; and the browser maker's own hosts.
 *
 * <p>An upstream that resolves names is told a name whose address we never see: only literals and
 * the names that are local by their form can be refused there.
 *
 * @param allow what may be reached all the same
 * @param ownPorts ports of this host that are Lawn's own: never, whatever is allowed
 * @param ephemeral ports of this host where relays, drivers and browsers listen: only where they
 *     are allowed one by one
 */
public record Targets(List<TargetPattern> allow, Set<Integer> ownPorts, PortRange ephemeral) {

    /**
     * Names that lead nowhere but home: those of this host (RFC 6761), of the link (RFC 6762), of a
     * private network (RFC 8375, and ICANN's reservation of .internal), and any without a dot.
     */
    private static final Pattern LOCAL =
            Pattern.compile("(?:.*\\.)?(?:localhost|local|internal|localdomain|home\\.arpa)|[^.]+");

    public Targets {
        allow = List.copyOf(allow);
        ownPorts = Set.copyOf(ownPorts);
    }

    /** The same, and that port of this host is Lawn's own. */
    Targets closing(int port) {
        Set<Integer> more = new HashSet<>(ownPorts);
        more.add(port);
        return new Targets(allow, more, ephemeral);
    }

    /**
     * Looks at the host as it was written.
     *
     * @throws RefusedException where nobody is led there
     */
    void check(Authority to) throws RefusedException {
        Optional<String> unwanted = RefusedHosts.why(to.host());
        if (unwanted.isPresent()) {
            throw new RefusedException(to, unwanted.get());
        }
        Optional<InetAddress> literal = to.literal();
        Optional<String> refusal =
                literal.isPresent() ? ofAddress(to, literal.get()) : ofName(to, name(to));
        if (refusal.isPresent()) {
            throw new RefusedException(to, refusal.get());
        }
    }

    /**
     * Those of the addresses it resolved to where somebody may be led.
     *
     * @throws RefusedException where there are none
     */
    List<InetAddress> allowed(Authority to, Collection<InetAddress> resolved)
            throws RefusedException {
        List<InetAddress> left =
                resolved.stream().filter(each -> ofAddress(to, each).isEmpty()).toList();
        if (left.isEmpty()) {
            throw new RefusedException(
                    to,
                    resolved.stream()
                            .flatMap(each -> ofAddress(to, each).stream())
                            .findFirst()
                            .orElse("it has no address"));
        }
        return left;
    }

    private Optional<String> ofName(Authority to, String name) {
        if (!LOCAL.matcher(name).matches()) {
            return Optional.empty();
        }
        if (ownPorts.contains(to.port())) {
            return Optional.of("a port of Lawn's own");
        }
        return isAllowed(to, Optional.empty(), true)
                ? Optional.empty()
                : Optional.of("a name of this host or of its network");
    }

    private Optional<String> ofAddress(Authority to, InetAddress written) {
        InetAddress address = SpecialAddresses.within(written);
        Optional<String> kind =
                SpecialAddresses.kind(address).or(() -> SpecialAddresses.kind(written));
        boolean isHere = isThisHosts(address);
        if (kind.isEmpty() && !isHere) {
            return Optional.empty();
        }
        if (isHere && ownPorts.contains(to.port())) {
            return Optional.of("a port of Lawn's own");
        }
        return isAllowed(to, Optional.of(address), isHere)
                ? Optional.empty()
                : kind.or(() -> Optional.of("an address of this host"));
    }

    private boolean isAllowed(Authority to, Optional<InetAddress> address, boolean isHere) {
        boolean onlyByPort = isHere && ephemeral.holds(to.port());
        String name = to.literal().isPresent() ? null : name(to);
        return allow.stream()
                .filter(each -> each.hasPort() || !onlyByPort)
                .anyMatch(each -> each.matches(name, address.orElse(null), to.port()));
    }

    private static String name(Authority to) {
        String lowerCase = to.host().toLowerCase(Locale.ROOT);
        // The root's dot is no part of the name.
        return lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
    }

    private static boolean isThisHosts(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            // Cannot be told: then it is.
            return true;
        }
    }
}
