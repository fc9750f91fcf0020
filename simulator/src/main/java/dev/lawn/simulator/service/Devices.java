package dev.lawn.simulator.service;

import dev.lawn.common.time.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The devices of every account, keyed by account and address. A device's time runs while at least
 * one socket of it is open. Thread-safe; nothing of it survives the run.
 */
public final class Devices {

    private record Key(String account, InetAddress address) {}

    /** Owned by {@link Devices}, under its lock. */
    private static final class Clock {
        private int open;
        private long since;
        private Duration before = Duration.ZERO;
        private Instant lastConnectedAt = Instant.EPOCH;
    }

    private final Map<Key, Clock> clocks = new LinkedHashMap<>();
    private final Time time;

    public Devices(Time time) {
        this.time = time;
    }

    /** A socket of this account opened from this address. */
    public synchronized void connected(String account, InetAddress address) {
        Clock clock = clocks.computeIfAbsent(new Key(account, address), _ -> new Clock());
        if (clock.open == 0) {
            clock.since = time.nanos();
        }
        clock.open++;
        clock.lastConnectedAt = time.now();
    }

    /** One of its sockets ended. */
    public synchronized void disconnected(String account, InetAddress address) {
        Clock clock = clocks.get(new Key(account, address));
        if (clock == null || clock.open == 0) {
            throw new IllegalStateException(address + " was not connected for " + account);
        }
        clock.open--;
        if (clock.open == 0) {
            clock.before = clock.before.plusNanos(time.nanos() - clock.since);
        }
    }

    /** Every device the account has had in this run, in the order they first came. */
    public synchronized List<Device> of(String account) {
        return clocks.entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account))
                .map(entry -> device(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Device device(Key key, Clock clock) {
        boolean connected = clock.open > 0;
        Duration uptime =
                connected ? clock.before.plusNanos(time.nanos() - clock.since) : clock.before;
        return new Device(
                key.account(),
                key.address(),
                Device.scoreOf(key.address()),
                connected,
                uptime,
                clock.lastConnectedAt);
    }
}
