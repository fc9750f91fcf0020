package dev.lawn.simulator.proxy;

import dev.lawn.common.net.Splice;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** One connection through a proxy, from the client's request to the end of both directions. */
final class Way {

    private static final int ANY_PORT = 0;

    /**
     * What holds while it is open.
     *
     * @param fault the one that was on when the connection came
     */
    record Rules(ProxySettings settings, ProxyFault fault, InetAddress exit, Gates gates) {

        Admission admission() {
            return fault == ProxyFault.WRONG_CREDENTIALS
                    ? new Admission.Nobody()
                    : Admission.to(settings.credentials());
        }
    }

    private final Socket near;
    private final ProxyLog.Entry entry;
    private final Rules rules;

    Way(Socket near, ProxyLog.Entry entry, Rules rules) {
        this.near = near;
        this.entry = entry;
        this.rules = rules;
    }

    void serve() throws IOException, InterruptedException {
        try (near) {
            InputStream counted = entry.counted(near.getInputStream());
            InputStream in = new BufferedInputStream(rules.gates().clients().held(counted));
            OutputStream out = entry.counted(near.getOutputStream());
            Optional<Wish> wish =
                    Dialect.of(rules.settings().kind()).hear(in, out, rules.admission());
            if (wish.isPresent()) {
                serve(wish.get(), in);
            } else {
                entry.refused(Refusal.CREDENTIALS);
            }
        }
    }

    private void serve(Wish wish, InputStream in) throws IOException, InterruptedException {
        Optional<Refusal> outright = rules.fault().refusal();
        if (outright.isPresent()) {
            refuse(wish, outright.get());
            return;
        }
        switch (wish.target()) {
            case Target.Nonsense() -> refuse(wish, Refusal.MALFORMED);
            case Target.Elsewhere(String asked) -> {
                entry.asked(asked);
                refuse(wish, Refusal.FORBIDDEN);
            }
            case Target.Nowhere(String asked) -> {
                entry.asked(asked);
                refuse(wish, Refusal.UNKNOWN_NAME);
            }
            case Target.Loopback(InetSocketAddress address, String asked, boolean isNamed) -> {
                entry.asked(asked);
                if (isNamed && rules.fault() == ProxyFault.NO_NAMES) {
                    refuse(wish, Refusal.UNKNOWN_NAME);
                } else {
                    forward(wish, in, address);
                }
            }
        }
    }

    private void refuse(Wish wish, Refusal why) throws IOException {
        entry.refused(why);
        wish.refuse(why);
    }

    private void forward(Wish wish, InputStream in, InetSocketAddress target)
            throws IOException, InterruptedException {
        Socket far = rules.gates().inbound().heldSocket();
        try {
            if (target.getAddress() instanceof Inet4Address) {
                far.bind(new InetSocketAddress(rules.exit(), ANY_PORT));
            }
            far.connect(target);
        } catch (IOException _) {
            far.close();
            refuse(wish, Refusal.UNREACHABLE);
            return;
        }
        wish.grant(far.getOutputStream());
        Splice.join(near, rules.gates().outbound().held(in), far, _ -> {}, entry::toClient);
    }
}
