package dev.lawn.faults.thrift;

import dev.lawn.faults.lawn.Relayed;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.util.Map;
import java.util.TreeMap;

/**
 * What relay and proxy have counted of one node until one moment, or between two.
 *
 * @param nanos that moment on the monotonic clock, or the time between the two
 * @param relayed by the relay, as Lawn tells it
 * @param proxied by the proxy
 * @param byHost the same by the host that was asked for
 */
record Reading(
        long nanos, Relayed relayed, ProxyTraffic proxied, Map<String, ProxyTraffic> byHost) {

    Reading {
        byHost = Map.copyOf(byHost);
    }

    /** What came since then. */
    Reading since(Reading earlier) {
        Map<String, ProxyTraffic> more = new TreeMap<>();
        byHost.forEach(
                (host, traffic) ->
                        more.put(
                                host,
                                traffic.since(
                                        earlier.byHost.getOrDefault(host, ProxyTraffic.NONE))));
        return new Reading(
                nanos - earlier.nanos,
                relayed.since(earlier.relayed),
                proxied.since(earlier.proxied),
                more);
    }

    /** Of two nodes together; their times add up. */
    Reading plus(Reading other) {
        Map<String, ProxyTraffic> all = new TreeMap<>(byHost);
        other.byHost.forEach((host, traffic) -> all.merge(host, traffic, ProxyTraffic::plus));
        return new Reading(
                nanos + other.nanos, relayed.plus(other.relayed), proxied.plus(other.proxied), all);
    }

    /** Of hosts for that purpose. */
    ProxyTraffic of(Purpose purpose) {
        return byHost.entrySet().stream()
                .filter(each -> Purpose.of(each.getKey()) == purpose)
                .map(Map.Entry::getValue)
                .reduce(ProxyTraffic.NONE, ProxyTraffic::plus);
    }

    /** Of one host. */
    ProxyTraffic of(String host) {
        return byHost.getOrDefault(host, ProxyTraffic.NONE);
    }

    /**
     * How far the relay is from the proxy, where it is worst: what was sent, what was received, and
     * what was control, where Lawn tells that; 0.01 is 1 %.
     */
    double difference() {
        Long control = relayed.control();
        double ofAll =
                Math.max(
                        difference(relayed.sent(), proxied.fromClient()),
                        difference(relayed.received(), proxied.toClient()));
        return control == null
                ? ofAll
                : Math.max(ofAll, difference(control, of(Purpose.CONTROL).bytes()));
    }

    private static double difference(long relay, long proxy) {
        return proxy == 0 ? (relay == 0 ? 0 : 1) : Math.abs(relay - proxy) / (double) proxy;
    }
}
