package dev.lawn.simulator.web;

import dev.lawn.simulator.http.WebSocket;
import dev.lawn.simulator.http.WebSocketListener;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Counters;
import dev.lawn.simulator.service.Device;
import dev.lawn.simulator.service.Devices;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One node's connection: asks AUTH when it opens, and answers each PING with PONG and the network
 * score. A node answers {@code {id, action, data}} with {@code {id, origin_action, result}}.
 */
final class NodeSocket implements WebSocketListener {

    /** What all node sockets share. */
    record Shared(Sockets sockets, Devices devices, Faults faults, Counters counters) {}

    private record Message(String id, String action, Map<String, ?> data) {}

    private final Shared shared;
    private final String account;
    private final InetAddress address;

    NodeSocket(Shared shared, String account, InetAddress address) {
        this.shared = shared;
        this.account = account;
        this.address = address;
    }

    @Override
    public void onOpen(WebSocket socket) throws IOException {
        shared.sockets.add(socket, account, address);
        shared.devices.connected(account, address);
        if (shared.faults.is(Fault.REFUSE_SOCKETS)) {
            // The fault came between the handshake and the list it looks at.
            socket.drop();
            return;
        }
        send(socket, new Message(UUID.randomUUID().toString(), "AUTH", Map.of()));
    }

    @Override
    public void onText(WebSocket socket, String text) throws IOException {
        shared.sockets.heard(socket);
        shared.counters.received(text.getBytes(StandardCharsets.UTF_8).length);
        JsonNode message = Json.parse(text);
        if (message.path("action").asString("").equals("PING")) {
            String id = message.path("id").asString("");
            send(socket, new Message(id, "PONG", Map.of("ipScore", score())));
        } else if (message.path("origin_action").asString("").equals("AUTH")) {
            check(message.path("result").path("user_id").asString(""));
        }
    }

    private void check(String userId) throws IOException {
        if (!userId.equals(Accounts.userId(account))) {
            throw new IOException("AUTH by another user than the one that checked in");
        }
    }

    private int score() {
        return Device.scoreOf(address);
    }

    private void send(WebSocket socket, Message message) throws IOException {
        String text = Json.text(message);
        shared.counters.sent(text.getBytes(StandardCharsets.UTF_8).length);
        socket.send(text);
    }

    @Override
    public void onEnd(WebSocket socket) {
        shared.devices.disconnected(account, address);
        shared.sockets.remove(socket);
    }
}
