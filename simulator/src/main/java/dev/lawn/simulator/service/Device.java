package dev.lawn.simulator.service;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * One device of an account as the service sees it: an address it was connected from.
 *
 * @param address the peer's address: the node's exit IP
 * @param score network score, 60 to 99; fixed by the address
 * @param connected whether a socket of it is open, and the service lists it
 * @param uptime how long it has been connected in this run, all in all
 * @param lastConnectedAt when its last socket opened
 */
public record Device(
        String account,
        InetAddress address,
        int score,
        boolean connected,
        Duration uptime,
        Instant lastConnectedAt) {

    /** Points a second at a score of 100: enough to see them grow. */
    private static final double POINTS_PER_SECOND = 1.0;

    private static final int LOWEST_SCORE = 60;
    private static final int SCORES = 40;

    /** What it has earned in this run. */
    public double points() {
        return uptime.toMillis() / 1000.0 * POINTS_PER_SECOND * score / 100;
    }

    /** The same address always has the same score. */
    public static int scoreOf(InetAddress address) {
        return LOWEST_SCORE + Math.floorMod(address.hashCode() * 7, SCORES);
    }
}
