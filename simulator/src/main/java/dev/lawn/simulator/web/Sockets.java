package dev.lawn.simulator.web;

import dev.lawn.simulator.http.WebSocket;
import dev.lawn.simulator.service.Stats;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The node sockets that are open. Thread-safe. */
final class Sockets {

    private record Owner(String account, InetAddress address) {}

    private final Map<WebSocket, Owner> open = new ConcurrentHashMap<>();

    void add(WebSocket socket, String account, InetAddress address) {
        open.put(socket, new Owner(account, address));
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
                .map(o -> new Stats.OpenSocket(o.account(), o.address().getHostAddress()))
                .sorted(
                        Comparator.comparing(Stats.OpenSocket::account)
                                .thenComparing(Stats.OpenSocket::address))
                .toList();
    }
}
