package dev.lawn.simulator.service;

import dev.lawn.common.time.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The devices of every account, keyed by account and address. A device's time runs while it is
 * listed and at least one socket of it is open. Thread-safe; nothing of it survives the run.
 */
public final class Devices {

    private record Key(String account, InetAddress address) {}

    /**
     * Owned by {@link Devices}, under its lock. It runs while it is listed and a socket is open.
     */
    private static final class Clock {
        private int open;
        private boolean listed;
        private long since;
        private Duration before = Duration.ZERO;
        private Instant lastConnectedAt = Instant.EPOCH;

        private Clock(boolean listed) {
            this.listed = listed;
        }

        private boolean runs() {
            return open > 0 && listed;
        }

        private Duration uptime(long now) {
            return runs() ? before.plusNanos(now - since) : before;
        }
    }

    private final Map<Key, Clock> clocks = new LinkedHashMap<>();
    private final Set<InetAddress> unlisted = new HashSet<>();
    private final Time time;

    public Devices(Time time) {
        this.time = time;
    }

    /** A socket of this account opened from this address. */
    public synchronized void connected(String account, InetAddress address) {
        Clock clock =
                clocks.computeIfAbsent(
                        new Key(account, address), _ -> new Clock(!unlisted.contains(address)));
        set(clock, clock.open + 1, clock.listed);
        clock.lastConnectedAt = time.now();
    }

    /** One of its sockets ended. */
    public synchronized void disconnected(String account, InetAddress address) {
        Clock clock = clocks.get(new Key(account, address));
        if (clock == null || clock.open == 0) {
            throw new IllegalStateException(address + " was not connected for " + account);
        }
        set(clock, clock.open - 1, clock.listed);
    }

    /**
     * Whether the service takes what comes from this address for a device. While it does not, its
     * sockets stay open, and it earns nothing: connected to itself, and nobody to the service.
     */
    public synchronized void setListed(InetAddress address, boolean listed) {
        if (listed) {
            unlisted.remove(address);
        } else {
            unlisted.add(address);
        }
        clocks.forEach(
                (key, clock) -> {
                    if (key.address().equals(address)) {
                        set(clock, clock.open, listed);
                    }
                });
    }

    private void set(Clock clock, int open, boolean listed) {
        long now = time.nanos();
        clock.before = clock.uptime(now);
        clock.since = now;
        clock.open = open;
        clock.listed = listed;
    }

    /** Every device the account has had in this run, in the order they first came. */
    public synchronized List<Device> of(String account) {
        return clocks.entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account))
                .map(entry -> device(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Device device(Key key, Clock clock) {
        return new Device(
                key.account(),
                key.address(),
                Device.scoreOf(key.address()),
                clock.runs(),
                clock.uptime(time.nanos()),
                clock.lastConnectedAt);
    }
}
