package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Device;
import dev.lawn.simulator.service.Devices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the dashboard asks, for one account. Times are seconds, points are raw. */
final class Api {

    private final Devices devices;

    Api(Devices devices) {
        this.devices = devices;
    }

    private record User(
            String userId, String username, String email, double totalPoints, long totalUptime) {}

    private record ActiveDevice(
            String deviceId,
            String ipAddress,
            int ipScore,
            double multiplier,
            long aggUptime,
            Instant lastConnectedAt,
            String type) {}

    private record ActiveIp(String ipAddress, int ipScore, long totalUptime, double multiplier) {}

    private record Epoch(
            String epochName,
            LocalDate startDate,
            LocalDate endDate,
            double totalPoints,
            long totalUptime) {}

    Reply retrieveUser(String account) {
        return Json.data(
                new User(
                        Accounts.userId(account),
                        account.substring(0, Math.max(account.indexOf('@'), 0)),
                        account,
                        points(account),
                        uptime(account)));
    }

    /** Only those that are connected at this moment. */
    Reply activeDevices(String account) {
        return Json.data(
                devices.of(account).stream()
                        .filter(Device::connected)
                        .map(Api::activeDevice)
                        .toList());
    }

    private static ActiveDevice activeDevice(Device device) {
        String key = device.account() + " " + device.address().getHostAddress();
        return new ActiveDevice(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                device.address().getHostAddress(),
                device.score(),
                1,
                device.uptime().toSeconds(),
                device.lastConnectedAt(),
                "extension");
    }

    Reply activeIps(String account) {
        return Json.data(
                devices.of(account).stream()
                        .filter(Device::connected)
                        .map(
                                device ->
                                        new ActiveIp(
                                                device.address().getHostAddress(),
                                                device.score(),
                                                device.uptime().toSeconds(),
                                                1))
                        .toList());
    }

    /** One epoch, the current month, whatever {@code input} asks for. */
    Reply epochEarnings(String account) {
        LocalDate start = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        Epoch epoch =
                new Epoch("Epoch 1", start, start.plusMonths(1), points(account), uptime(account));
        return Json.data(Map.of("data", List.of(epoch)));
    }

    private double points(String account) {
        return devices.of(account).stream().mapToDouble(Device::points).sum();
    }

    private long uptime(String account) {
        return devices.of(account).stream().mapToLong(d -> d.uptime().toSeconds()).sum();
    }
}
