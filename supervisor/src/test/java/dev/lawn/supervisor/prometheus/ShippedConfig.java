package dev.lawn.supervisor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** prometheus/prometheus.yml of the repository, made fit for a test by as few changes as can be. */
public final class ShippedConfig {

    /** The file itself, seen from the module's folder. */
    public static final Path FILE = Path.of("../prometheus/prometheus.yml");

    private ShippedConfig() {}

    /** Writes a copy that scrapes {@code targets} every second. */
    static Path scraping(Path folder, List<InetSocketAddress> targets) throws IOException {
        String text = Files.readString(FILE);
        text = replaced(text, "15s", "1s");
        text = replaced(text, "rules/", FILE.toRealPath().resolveSibling("rules") + "/");
        text = replaced(text, "- 127.0.0.1:5296", yaml(targets));
        return Files.writeString(folder.resolve("prometheus.yml"), text);
    }

    private static String yaml(List<InetSocketAddress> targets) {
        return targets.stream()
                .map(target -> "- " + target.getHostString() + ":" + target.getPort())
                .collect(Collectors.joining("\n          "));
    }

    private static String replaced(String text, String what, String by) {
        assertThat(text).as(FILE.toString()).contains(what);
        return text.replace(what, by);
    }
}
