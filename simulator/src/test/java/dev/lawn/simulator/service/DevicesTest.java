package dev.lawn.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private static final String ACCOUNT = "a@example.com";
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.1.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("127.0.1.2");

    private final ManualTime time = new ManualTime();
    private final Devices devices = new Devices(time);

    @Test
    void pointsGrowOnlyWhileConnected() {
        time.advance(Duration.ofSeconds(10));
        devices.connected(ACCOUNT, HERE);
        time.advance(Duration.ofSeconds(100));
        devices.disconnected(ACCOUNT, HERE);
        time.advance(Duration.ofSeconds(1000));

        Device device = devices.of(ACCOUNT).getFirst();

        assertThat(device.connected()).isFalse();
        assertThat(device.uptime()).isEqualTo(Duration.ofSeconds(100));
        assertThat(device.points()).isEqualTo(device.score());
    }

    @Test
    void twoSocketsFromOneAddressAreOneDevice() {
        devices.connected(ACCOUNT, HERE);
        devices.connected(ACCOUNT, HERE);
        time.advance(Duration.ofSeconds(10));
        devices.disconnected(ACCOUNT, HERE);
        time.advance(Duration.ofSeconds(10));

        assertThat(devices.of(ACCOUNT)).hasSize(1);
        assertThat(devices.of(ACCOUNT).getFirst().connected()).isTrue();
        assertThat(devices.of(ACCOUNT).getFirst().uptime()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whatIsNotListedIsNotConnectedAndItsTimeStandsStill() {
        devices.connected(ACCOUNT, HERE);
        devices.connected(ACCOUNT, THERE);
        time.advance(Duration.ofSeconds(10));
        devices.setListed(HERE, false);
        time.advance(Duration.ofSeconds(10));

        assertThat(devices.of(ACCOUNT)).extracting(Device::connected).containsExactly(false, true);
        assertThat(devices.of(ACCOUNT).getFirst().uptime()).isEqualTo(Duration.ofSeconds(10));

        devices.setListed(HERE, true);
        time.advance(Duration.ofSeconds(10));
        devices.disconnected(ACCOUNT, HERE);

        assertThat(devices.of(ACCOUNT).getFirst().uptime()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void anAddressMayBeUnlistedBeforeItComes() {
        devices.setListed(HERE, false);
        devices.connected(ACCOUNT, HERE);

        assertThat(devices.of(ACCOUNT).getFirst().connected()).isFalse();
    }

    @Test
    void devicesAreToldApartByAddressAndAccount() {
        devices.connected(ACCOUNT, HERE);
        devices.connected(ACCOUNT, THERE);
        devices.connected("b@example.com", HERE);

        assertThat(devices.of(ACCOUNT)).extracting(Device::address).containsExactly(HERE, THERE);
    }

    @Test
    void aScoreIsFixedByTheAddress() {
        assertThat(Device.scoreOf(HERE)).isBetween(60, 99).isEqualTo(Device.scoreOf(HERE));
        assertThat(Device.scoreOf(THERE)).isNotEqualTo(Device.scoreOf(HERE));
    }
}
