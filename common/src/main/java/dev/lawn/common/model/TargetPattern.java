package dev.lawn.common.model;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that a relay may open although they lie on this host or in its network: a host name, an
 * address or a network, with or without a port.
 *
 * @param text {@code nas.local}, {@code 127.0.0.1:5298}, {@code 192.168.1.0/24}, {@code
 *     [fd00::7]:80}, {@code fd00::/8}
 */
public record TargetPattern(String text) {

    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<six>[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?)]"
                            + "|(?<bare>[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:/[0-9]{1,3})?)"
                            + "|(?<four>[0-9]+(?:\\.[0-9]+){3}(?:/[0-9]{1,2})?)"
                            + "|(?<name>[0-9A-Za-z_](?:[0-9A-Za-z._-]*[0-9A-Za-z_])?))"
                            + "(?::(?<port>[0-9]{1,5}))?");

    /**
     * @throws IllegalArgumentException where the text is none of these; says what to write
     */
    public TargetPattern {
        text = text.toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(text);
        }
        String port = form.group("port");
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT)) {
            throw new IllegalArgumentException(
                    "\"%s\" has no port from 1 to 65535".formatted(text));
        }
        if (form.group("name") == null) {
            Network _ = network(form, text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "\"%s\" is no host, address or network, with or without a port; write nas.local, 192.168.1.5:80 or 192.168.1.0/24"
                        .formatted(text));
    }

    private static Network network(Matcher form, String text) {
        String six = form.group("six") == null ? form.group("bare") : form.group("six");
        String[] parts = (six == null ? form.group("four") : six).split("/", -1);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int most = address.getAddress().length * Byte.SIZE;
            int length = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (length > most) {
                throw refused(text);
            }
            return new Network(address, length);
        } catch (IllegalArgumentException _) {
            throw refused(text);
        }
    }

    private Matcher form() {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException(text);
        }
        return form;
    }

    /** Whether it names one port. */
    public boolean hasPort() {
        return form().group("port") != null;
    }

    /**
     * Whether that host is meant.
     *
     * @param name lower-case, as a client wrote it; null where it wrote an address
     * @param address the address written, or one that the name resolved to; null while unknown
     */
    public boolean matches(@Nullable String name, @Nullable InetAddress address, int port) {
        Matcher form = form();
        String only = form.group("port");
        if (only != null && Integer.parseInt(only) != port) {
            return false;
        }
        if (form.group("name") != null) {
            return form.group("name").equals(name);
        }
        return Optional.ofNullable(address).filter(network(form, text)::holds).isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
