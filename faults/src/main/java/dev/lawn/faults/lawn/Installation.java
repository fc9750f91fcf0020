package dev.lawn.faults.lawn;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Lawn's programs are.
 *
 * @param home of the repository: the extensions are there
 * @param supervisor class path of the supervisor
 * @param worker class path of the real worker
 * @param scripted class path of the scripted worker
 * @param containment the {@code limits.containment} it is given; null for its own choice
 */
public record Installation(
        Path home,
        String supervisor,
        String worker,
        String scripted,
        @Nullable String containment) {

    /** As the {@code dev} script says by system properties; else what the build left in target. */
    public static Installation ofProperties() {
        Path home = Path.of(property("lawn.home").orElse(".")).toAbsolutePath().normalize();
        return new Installation(
                home,
                property("lawn.supervisor.classpath").orElseGet(() -> built(home, "supervisor")),
                property("lawn.worker.classpath").orElseGet(() -> built(home, "worker")),
                property("lawn.faults.classpath").orElseGet(() -> built(home, "faults")),
                null);
    }

    /** The same, told how to hold processes together; null for its own choice. */
    public Installation containedBy(@Nullable String rung) {
        return new Installation(home, supervisor, worker, scripted, rung);
    }

    /** The same programs with another folder of extensions: that in another home. */
    public Installation at(Path otherHome) {
        return new Installation(otherHome, supervisor, worker, scripted, containment);
    }

    /** The line of {@code limits} in accounts.yaml for that; empty where it chooses itself. */
    public String containmentLine() {
        return containment == null ? "" : "  containment: " + containment + "\n";
    }

    private static String built(Path home, String module) {
        return "%1$s/%2$s/target/lawn-%2$s.jar:%1$s/%2$s/target/lib/*".formatted(home, module);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
