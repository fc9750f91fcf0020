package dev.lawn.supervisor.config;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with a proxy, an address of our own, and what the relay lets through. */
class WayOutMistakesTest extends MistakesFixture {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "proxy with an unknown scheme",
                        nodes("- { name: a, proxy: \"htp://198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: unknown scheme \"htp\", did"
                                + " you mean \"http\"?"),
                mistake(
                        "a password for SOCKS 4",
                        nodes(
                                "- { name: a, proxy: \"socks4a://u:${env:PASSWORD}@198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: a password, which SOCKS 4 does"
                                + " not know; write socks4a://user@host:port"),
                mistake(
                        "a day's traffic that is too little, and one without a unit",
                        nodes(
                                "- { name: a, traffic_per_day: 5MiB }\n- { name: b, traffic_per_day: 5 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].traffic_per_day: \"5MiB\" is too"
                                + " little; write 10MiB or more",
                        "accounts.yaml:8: accounts[0].nodes[1].traffic_per_day: \"5\" has no unit;"
                                + " write 5MiB if MiB are meant, or another of KiB, MiB, GiB"),
                mistake(
                        "a day's traffic of an account that is none",
                        account(
                                "email: me@example.com\n    traffic_per_day: much",
                                "password: ${env:PASSWORD}"),
                        "accounts.yaml:5: accounts[0].traffic_per_day: \"much\" is no size; write a"
                                + " whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "proxy and bind",
                        nodes("- { name: a, proxy: \"http://198.51.100.7:80\", bind: eth1 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].bind: stands beside proxy: a node goes"
                                + " out by the one or the other; remove one of them"),
                mistake(
                        "bind to what is no address",
                        nodes("- { name: a, bind: 203.0.113.700 }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].bind: \"203.0.113.700\" is no IP"
                                + " address; write 203.0.113.7 or eth1"),
                mistake(
                        "an allowed host that is none",
                        nodes("- { name: a }\n")
                                + "relay:\n  allow: [nas.local, \"10.0.0.0/40\"]\n",
                        "accounts.yaml:9: relay.allow[1]: \"10.0.0.0/40\" is no host, address or"
                                + " network, with or without a port; write nas.local,"
                                + " 192.168.1.5:80 or 192.168.1.0/24"),
                mistake(
                        "proxy without a port",
                        nodes("- { name: a, proxy: \"http://198.51.100.7\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: no port from 1 to 65535 after"
                                + " host \"198.51.100.7\"; write http://host:port"),
                mistake(
                        "proxy without a scheme",
                        nodes("- { name: a, proxy: \"user:pass@198.51.100.7:80\" }\n"),
                        "accounts.yaml:7: accounts[0].nodes[0].proxy: no scheme; write"
                                + " http://host:port"));
    }
}
