package dev.lawn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Lawn;
import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new version of an extension while real browsers run the old one. */
@Timeout(600)
class RealRolloutIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern VERSION =
            Pattern.compile("\"extension_version\" ?: ?\"([\\d.]+)\"");

    @Test
    void everyBrowserGetsItOneAfterTheOtherAndNobodySignsIn(@TempDir Path home) throws Exception {
        copy(HOME.resolve("extensions/demo"), home.resolve("extensions/demo"));
        copy(HOME.resolve("supervisor/jvm.options"), home.resolve("supervisor/jvm.options"));
        System.setProperty("lawn.home", HOME.toString());
        try (RealWorld world = RealWorld.create(Installation.ofProperties().at(home), 2, null)) {
            world.up();
            await(world, "connected", Sight::allEarn);
            Path folder = home.resolve("extensions/demo/extension");
            // What lies there by hand becomes what was added; everybody runs it already.
            succeeds(world.lawn().runApart(List.of("extension", "add", folder.toString()), ""));
            Path next = newVersion(folder, home.resolve("next"));
            succeeds(world.lawn().runApart(List.of("extension", "add", next.toString()), ""));
            assertThat(versions(world)).containsExactly("1.0.0", "1.0.0");

            String said = succeeds(world.lawn().run(List.of("reload"), ""));

            assertThat(said)
                    .contains("demo: 2 nodes are restarted for extension 1.1.0, 1 at a time");
            Watch watch = new Watch(world);
            int[] mostAway = new int[1];
            boolean all =
                    watch.until(
                            PATIENCE,
                            sight -> {
                                mostAway[0] = Math.max(mostAway[0], away(sight));
                                return sight.allEarn() && restartedOnce(sight);
                            });
            assertThat(all).as("all are back; it is %s", watch.look().status()).isTrue();
            assertThat(mostAway).containsExactly(1);
            assertThat(versions(world)).containsExactly("1.1.0", "1.1.0");
            assertThat(world.simulator().stats().signInPosts())
                    .containsOnlyKeys("account-1@example.com", "account-2@example.com")
                    .allSatisfy((_, posts) -> assertThat(posts).isEqualTo(Map.of("accepted", 1)));
        }
    }

    private static void await(RealWorld world, String what, Predicate<Sight> seen)
            throws Exception {
        Watch watch = new Watch(world);
        assertThat(watch.until(PATIENCE, seen))
                .as("%s; it is %s", what, watch.look().status())
                .isTrue();
    }

    private static String succeeds(Lawn.Answer answer) {
        assertThat(answer.exit()).as(answer.output()).isZero();
        return answer.output();
    }

    private static int away(Sight sight) {
        return Math.toIntExact(nodes(sight).filter(node -> !node.isConnected()).count());
    }

    private static boolean restartedOnce(Sight sight) {
        return nodes(sight).allMatch(node -> node.restarts() == 1);
    }

    private static Stream<Status.Node> nodes(Sight sight) {
        return Stream.of("real-1", "real-2").flatMap(name -> sight.node(name).stream());
    }

    /** As the browsers say. */
    private static List<String> versions(RealWorld world) throws Exception {
        return VERSION.matcher(world.lawn().run(List.of("status", "--json"), "").output())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Path newVersion(Path from, Path to) throws IOException {
        copy(from, to);
        Path manifest = to.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.delete(manifest);
        Files.writeString(manifest, text.replace("\"1.0.0\"", "\"1.1.0\""));
        return to;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(Files.isDirectory(each) ? target : target.getParent());
                if (Files.isRegularFile(each)) {
                    Files.copy(each, target);
                }
            }
        }
    }
}
