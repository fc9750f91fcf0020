package dev.lawn.simulator.web;

import dev.lawn.common.time.Time;
import dev.lawn.simulator.http.WebSocket;
import dev.lawn.simulator.service.Stats;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The node sockets that are open. Thread-safe. */
final class Sockets {

    private record Owner(String account, InetAddress address, Instant openedAt, Instant heardAt) {}

    private final Map<WebSocket, Owner> open = new ConcurrentHashMap<>();
    private final Time time;

    Sockets(Time time) {
        this.time = time;
    }

    void add(WebSocket socket, String account, InetAddress address) {
        Instant now = time.now();
        open.put(socket, new Owner(account, address, now, now));
    }

    /** Its peer said something. */
    void heard(WebSocket socket) {
        open.computeIfPresent(
                socket, (_, o) -> new Owner(o.account(), o.address(), o.openedAt(), time.now()));
    }

    void remove(WebSocket socket) {
        open.remove(socket);
    }

    void dropAll() {
        open.keySet().forEach(WebSocket::drop);
    }

    /** All of them, by account and address. */
    List<Stats.OpenSocket> list() {
        return open.values().stream()
                .map(
                        o ->
                                new Stats.OpenSocket(
                                        o.account(),
                                        o.address().getHostAddress(),
                                        o.openedAt(),
                                        o.heardAt()))
                .sorted(
                        Comparator.comparing(Stats.OpenSocket::account)
                                .thenComparing(Stats.OpenSocket::address))
                .toList();
    }
}
