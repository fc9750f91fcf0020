package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.TargetPattern;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final PortRange EPHEMERAL = new PortRange(32_768, 60_999);

    private static Targets allowing(String... allowed) {
        List<TargetPattern> patterns = Stream.of(allowed).map(TargetPattern::new).toList();
        return new Targets(patterns, Set.of(5296, 5297), EPHEMERAL);
    }

    private static Authority authority(String text) {
        return Authority.parse(text, 80).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "017700000001",
                "2130706433",
                "127.0.0.1.",
                "0",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "3232235777",
                "100.64.0.1",
                "169.254.169.254",
                "0xa9fea9fe",
                "224.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[2002:7f00:1::]",
                "[2002:a00:1::1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::1]",
                "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "localhost",
                "LocalHost.",
                "a.localhost",
                "printer.local",
                "metadata.google.internal",
                "localhost.localdomain",
                "nas.home.arpa",
                "router",
                "router.",
            })
    void leadsNobodyHome(String host) {
        Authority to = authority(host);
        assertThatThrownBy(() -> allowing().check(to))
                .as(to.toString())
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "local.example.org",
                "notlocalhost.org",
                "198.51.100.7",
                "172.32.0.1",
                "100.128.0.1",
                "[2001:db8::1]",
                "[2002:c633:6407::1]",
                "[64:ff9b::c633:6407]",
                "1.1.1.1"
            })
    void leadsEverybodyOut(String host) {
        assertThatCode(() -> allowing().check(authority(host))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.256",
                "0x1ffffffff",
                "08.1",
                "a.0xg.1",
                "."
            })
    void whatEndsInANumberAndIsNoAddressIsNoHost(String host) {
        assertThat(Authority.parse(host, 80)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080,  127.0.0.1:8080, true",
        "127.0.0.1:8080,  127.0.0.1:8081, false",
        "127.0.0.1:8080,  localhost:8080, false",
        "127.0.0.1:40000, 127.0.0.1:40000, true",
        "127.0.0.0/8,     127.0.0.9:80,   true",
        "127.0.0.0/8,     127.0.0.1:40000, false",
        "127.0.0.1,       127.0.0.1:5296, false",
        "127.0.0.1:5297,  127.0.0.1:5297, false",
        "localhost,       localhost:80,   true",
        "localhost,       localhost:5297, false",
        "localhost,       localhost:40000, false",
        "localhost:40000, localhost:40000, true",
        "nas.local,       NAS.local.:80,  true",
        "nas.local:80,    nas.local:81,   false",
        "192.168.1.0/24,  192.168.1.7:80, true",
        "192.168.1.0/24,  192.168.2.7:80, false",
        "192.168.1.0/24,  0xc0a80107:80,  true",
        "fd00::/8,        [fd12::1]:80,   true",
        "'[fd00::7]:80',  [fd00::7]:80,   true",
        "'[fd00::7]:80',  [fd00::7]:81,   false",
        "10.0.0.0/8,      [::ffff:10.0.0.1]:80, true",
        "10.0.0.0/8,      [2002:a00:1::1]:80, true",
    })
    void opensWhatIsAllowedAndNoMore(String allowed, String target, boolean isOpen) {
        Targets targets = allowing(allowed);
        Authority to = authority(target);
        if (isOpen) {
            assertThatCode(() -> targets.check(to)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> targets.check(to)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void aNameLeadsOnlyToThoseOfItsAddressesThatAreOpen() throws Exception {
        Authority to = authority("rebound.example:80");
        InetAddress home = InetAddress.ofLiteral("192.168.1.1");
        InetAddress world = InetAddress.ofLiteral("198.51.100.7");

        assertThat(allowing().allowed(to, List.of(home, world))).containsExactly(world);
        assertThatThrownBy(() -> allowing().allowed(to, List.of(home)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("private network");
        assertThat(allowing("rebound.example").allowed(to, List.of(home))).containsExactly(home);
    }

    @Test
    void anAddressThisHostHasIsNotTheWideWorld() throws Exception {
        // Whatever the host's own address is: a socket to a documentation address is never sent.
        try (var socket = new java.net.DatagramSocket()) {
            socket.connect(InetAddress.ofLiteral("198.51.100.7"), 9);
            String own = socket.getLocalAddress().getHostAddress();
            assertThatThrownBy(() -> allowing().check(authority(own)))
                    .isInstanceOf(RefusedException.class);
        } catch (java.io.UncheckedIOException | java.net.SocketException _) {
            // No route at all: then there is no such address.
        }
    }
}
