package dev.lawn.worker.relay;

import dev.lawn.common.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Addresses that lie in no public network; IANA's special-purpose address registries. */
final class SpecialAddresses {

    private static final Map<Network, String> KINDS =
            Map.ofEntries(
                    kind("0.0.0.0/8", "an address of this host"),
                    kind("10.0.0.0/8", "an address of a private network"),
                    kind("100.64.0.0/10", "an address behind a carrier's NAT"),
                    kind("127.0.0.0/8", "a loopback address"),
                    kind("169.254.0.0/16", "a link-local address"),
                    // Azure's WireServer, see its documentation of that address.
                    kind("168.63.129.16/32", "a metadata address"),
                    kind("172.16.0.0/12", "an address of a private network"),
                    kind("192.0.0.0/24", "an address of no public network"),
                    kind("192.168.0.0/16", "an address of a private network"),
                    kind("224.0.0.0/4", "a multicast address"),
                    kind("240.0.0.0/4", "an address of no public network"),
                    kind("::/128", "an address of this host"),
                    kind("::1/128", "a loopback address"),
                    kind("64:ff9b:1::/48", "an address of a private network"),
                    // Holds a server's and a client's address, scrambled.
                    kind("2001::/32", "a Teredo address"),
                    kind("fc00::/7", "an address of a private network"),
                    kind("fe80::/10", "a link-local address"),
                    kind("fec0::/10", "an address of a private network"),
                    kind("ff00::/8", "a multicast address"));

    private static final Network COMPATIBLE = Network.of("::/96");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private SpecialAddresses() {}

    private static Map.Entry<Network, String> kind(String network, String kind) {
        return Map.entry(Network.of(network), kind);
    }

    /** What is special about it; empty for an address of the wide world. */
    static Optional<String> kind(InetAddress address) {
        return KINDS.entrySet().stream()
                .filter(each -> each.getKey().holds(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The IPv4 address that an IPv6 one leads to; any other is itself. */
    static InetAddress within(InetAddress address) {
        if (SIX_TO_FOUR.holds(address)) {
            return ipv4(address, 2);
        }
        boolean isItself = kind(address).isPresent();
        return !isItself && (COMPATIBLE.holds(address) || NAT64.holds(address))
                ? ipv4(address, 12)
                : address;
    }

    private static InetAddress ipv4(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(
                    Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
