package dev.lawn.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Lawn's programs are.
 *
 * @param home of the repository
 * @param worker class path of the worker
 * @param bench class path of this module
 */
public record Installation(Path home, String worker, String bench) {

    /** As the {@code dev} script says by system properties; else what the build left in target. */
    public static Installation ofProperties() {
        Path home = Path.of(property("lawn.home").orElse(".")).toAbsolutePath().normalize();
        return new Installation(
                home,
                property("lawn.worker.classpath").orElseGet(() -> built(home, "worker")),
                property("lawn.bench.classpath").orElseGet(() -> built(home, "bench")));
    }

    private static String built(Path home, String module) {
        return "%1$s/%2$s/target/lawn-%2$s.jar:%1$s/%2$s/target/lib/*".formatted(home, module);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }
}
