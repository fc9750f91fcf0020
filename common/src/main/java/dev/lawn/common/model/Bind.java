package dev.lawn.common.model;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of this host's own addresses a node without a proxy goes out by.
 *
 * @param to an address literal without brackets, or the name of a network interface
 */
public record Bind(String to) {

    /** What the kernel allows, less what nobody uses; at most 15 characters. */
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z][A-Za-z0-9_.@-]{0,14}");

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * @throws IllegalArgumentException where the text is neither an address that one can be bound
     *     to nor such a name; says what to write
     */
    public Bind {
        if (ADDRESS.matcher(to).matches()) {
            InetAddress address = literal(to);
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no address of one host; write one of this host's own"
                                .formatted(to));
            }
            to = address.getHostAddress();
        } else if (!INTERFACE.matcher(to).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is neither an address nor the name of an interface; write 203.0.113.7 or eth1"
                            .formatted(to));
        }
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "\"%s\" is no IP address; write 203.0.113.7 or eth1".formatted(text));
        }
    }

    private boolean isAddress() {
        return ADDRESS.matcher(to).matches();
    }

    /**
     * The addresses it means at this moment; empty where this host has no such address, or no such
     * interface that is up. Link-local ones are left out: nothing is reached by them.
     */
    public List<InetAddress> addresses() {
        try {
            if (isAddress()) {
                InetAddress address = literal(to);
                // All of 127.0.0.0/8 is this host's, whatever the interface lists.
                boolean isOurs =
                        address.isLoopbackAddress()
                                || NetworkInterface.getByInetAddress(address) != null;
                return isOurs ? List.of(address) : List.of();
            }
            NetworkInterface named = NetworkInterface.getByName(to);
            return named == null || !named.isUp() ? List.of() : usable(named);
        } catch (SocketException _) {
            return List.of();
        }
    }

    private static List<InetAddress> usable(NetworkInterface named) {
        return named.getInterfaceAddresses().stream()
                .map(InterfaceAddress::getAddress)
                .filter(address -> !address.isLinkLocalAddress())
                .toList();
    }

    @Override
    public String toString() {
        return to;
    }
}
