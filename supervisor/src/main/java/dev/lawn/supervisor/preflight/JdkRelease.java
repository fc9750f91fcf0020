package dev.lawn.supervisor.preflight;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file {@code release} that stands in the folder of every JDK. */
final class JdkRelease {

    private static final Pattern VERSION =
            Pattern.compile("(?m)^JAVA_RUNTIME_VERSION=\"([^\"]+)\"");

    private JdkRelease() {}

    /** As the property {@code java.runtime.version} has it; null where the folder does not tell. */
    static @Nullable String runtimeVersion(Path home) {
        Matcher version =
                VERSION.matcher(String.join("\n", new KernelFiles(home).lines("release")));
        return version.find() ? version.group(1) : null;
    }
}
