package dev.lawn.common.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Host names, looked up on this host. */
public final class Names {

    private Names() {}

    /**
     * The addresses of a name in the resolver's order, or the one that a literal is.
     *
     * @throws UnknownHostException where it has none
     * @throws SocketTimeoutException where the resolver does not answer within {@code patience}
     */
    public static List<InetAddress> resolve(String host, Duration patience) throws IOException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return lookUp(host, patience);
        }
    }

    private static List<InetAddress> lookUp(String host, Duration patience) throws IOException {
        FutureTask<List<InetAddress>> answer =
                new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        // The resolver blocks in native code: a virtual thread would hold its carrier.
        Thread.ofPlatform().daemon().name("resolve").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException _) {
            throw new UnknownHostException("the name \"%s\" does not resolve".formatted(host));
        } catch (TimeoutException _) {
            throw new SocketTimeoutException(
                    "the name \"%s\" did not resolve in time".formatted(host));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
