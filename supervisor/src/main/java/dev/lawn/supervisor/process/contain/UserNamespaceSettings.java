package dev.lawn.supervisor.process.contain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel settings that bar a plain user from namespaces, and what to set them to. */
final class UserNamespaceSettings {

    /**
     * A setting.
     *
     * @param name as sysctl(8) has it
     * @param bars its value where it bars them
     * @param allows a value that does not
     */
    private record Setting(String name, String bars, String allows) {

        boolean isInTheWay() {
            try {
                // By lines: readString gets one digit of a number of the kernel's.
                return Files.readAllLines(Path.of("/proc/sys", name.replace('.', '/')))
                        .getFirst()
                        .strip()
                        .equals(bars);
            } catch (IOException _) {
                return false;
            }
        }
    }

    private static Stream<Setting> all() {
        return Stream.of(
                new Setting("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
                new Setting("kernel.unprivileged_userns_clone", "0", "1"),
                new Setting("user.max_user_namespaces", "0", "10000"),
                new Setting("user.max_pid_namespaces", "0", "10000"));
    }

    private UserNamespaceSettings() {}

    /** What to type; empty where no setting is known to be in the way. */
    static String hint() {
        return all().filter(Setting::isInTheWay)
                .map(each -> "; as root: sysctl -w %s=%s".formatted(each.name(), each.allows()))
                .collect(Collectors.joining());
    }
}
