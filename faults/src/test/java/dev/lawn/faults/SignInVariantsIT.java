package dev.lawn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Lawn;
import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The definitions that ship, against every sign-in page of the simulated site. Each case has a
 * world of its own and waits most of its time, so two run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class SignInVariantsIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final String NODE = "real-1";
    private static final String ACCOUNT = "account-1@example.com";
    private static final String PASSWORD = "password-1";
    private static final Pattern DEBUG_PORT = Pattern.compile("\"debug_port\" : (\\d+)");

    @BeforeAll
    static void home() {
        System.setProperty("lawn.home", HOME.toString());
    }

    private static RealWorld grass(Variant variant) throws IOException {
        RealWorld world = RealWorld.create(Installation.ofProperties(), 1, null, "grass", variant);
        world.up();
        return world;
    }

    private static void await(RealWorld world, String what, Predicate<Sight> seen)
            throws Exception {
        Watch watch = new Watch(world);
        assertThat(watch.until(PATIENCE, seen))
                .as("%s; it is %s", what, watch.look().status())
                .isTrue();
    }

    private static boolean parked(Sight sight, String reason) {
        return verdict(sight, "needs_human:" + reason);
    }

    private static Map<String, Integer> posts(RealWorld world) {
        return world.simulator().stats().signInPosts().getOrDefault(ACCOUNT, Map.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"CLASSIC", "STEPWISE", "BANNERS"})
    void grassConnectsByItself(Variant variant) throws Exception {
        try (RealWorld world = grass(variant)) {
            await(world, "connected", Sight::allEarn);
            assertThat(posts(world)).isEqualTo(Map.of("accepted", 1));
        }
    }

    @Test
    void grassParksForACodeAndGoesOnWhenItIsGiven() throws Exception {
        try (RealWorld world = grass(Variant.OTP)) {
            await(world, "parked", sight -> parked(sight, "otp"));
            String code =
                    Objects.requireNonNull(world.simulator().stats().mails().get(ACCOUNT)).code();

            Lawn.Answer answer = world.lawn().run(List.of("otp", NODE), code + "\n");

            assertThat(answer.exit()).as(answer.output()).isZero();
            await(world, "connected", Sight::allEarn);
            assertThat(posts(world)).isEqualTo(Map.of("code_mailed", 1, "accepted", 1));
        }
    }

    @Test
    void grassParksForACaptchaAndGoesOnWhenAPersonSignedInInThatBrowser() throws Exception {
        try (RealWorld world = grass(Variant.CAPTCHA)) {
            await(world, "parked", sight -> parked(sight, "captcha"));
            await(world, "its browser is known", sight -> isBrowserKnown(sight, NODE));
            Status.Node parked = new Watch(world).look().node(NODE).orElseThrow();

            try (PersonAtTheBrowser person =
                    new PersonAtTheBrowser(debugPort(world), world.simulator().uri())) {
                clicks(world, person, "#human");
                fills(world, person, "[name=email]", ACCOUNT);
                clicks(world, person, ".link");
                fills(world, person, "[name=password]", PASSWORD);
                await(world, "connected", Sight::allEarn);
            }

            assertThat(posts(world)).isEqualTo(Map.of("challenged", 1, "accepted", 1));
            Status.Node now = new Watch(world).look().node(NODE).orElseThrow();
            assertThat(now.browserPid()).isEqualTo(parked.browserPid());
            assertThat(now.restarts()).isZero();
        }
    }

    /** As a person is told it. */
    private static int debugPort(RealWorld world) throws Exception {
        Lawn.Answer way = world.lawn().run(List.of("open", NODE, "--json"), "");
        assertThat(way.exit()).as(way.output()).isZero();
        Matcher port = DEBUG_PORT.matcher(way.output());
        assertThat(port.find()).as(way.output()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static void clicks(RealWorld world, PersonAtTheBrowser person, String what)
            throws Exception {
        await(world, "the person sees " + what, _ -> person.sees(what));
        person.clicks(what);
    }

    private static void fills(RealWorld world, PersonAtTheBrowser person, String field, String text)
            throws Exception {
        clicks(world, person, field);
        person.types(text);
        clicks(world, person, "form button");
    }

    @Test
    void aWrongPasswordIsSubmittedOnce() throws Exception {
        try (RealWorld world =
                RealWorld.create(Installation.ofProperties(), 1, null, "grass", Variant.STEPWISE)) {
            world.forgetPasswords();
            world.up();
            await(world, "in quarantine", sight -> verdict(sight, "quarantined:login_rejected"));
            restart(world);
            await(world, "still there", sight -> verdict(sight, "quarantined:login_rejected"));
            Instant since = since(world);
            world.lawn().ask(NODE, "start");
            await(
                    world,
                    "in quarantine once more",
                    sight ->
                            verdict(sight, "quarantined:login_rejected")
                                    && node(sight).since().isAfter(since));

            assertThat(posts(world)).isEqualTo(Map.of("rejected", 1));
        }
    }

    private static Instant since(RealWorld world) throws Exception {
        return node(new Watch(world).look()).since();
    }

    private static Status.Node node(Sight sight) {
        return sight.node(NODE).orElseThrow();
    }

    @Test
    void aLockoutIsKeptOverARestart() throws Exception {
        try (RealWorld world =
                RealWorld.create(Installation.ofProperties(), 1, null, "grass", Variant.STEPWISE)) {
            world.simulator().set(Fault.LOCKOUT);
            world.up();
            await(world, "locked out", sight -> verdict(sight, "waiting:rate_limited"));
            Instant until = until(world);
            assertThat(Duration.between(Instant.now(), until))
                    .isBetween(Duration.ofMinutes(404), Duration.ofMinutes(408));

            world.simulator().set(Fault.NONE);
            restart(world);
            await(world, "still locked out", sight -> verdict(sight, "waiting:rate_limited"));

            assertThat(until(world)).isBetween(until.minusSeconds(60), until.plusSeconds(60));
            assertThat(posts(world)).isEqualTo(Map.of("locked_out", 1));
        }
    }

    @Test
    void aSignInThatIsAnswered429WaitsAsItsHeaderSays() throws Exception {
        for (Fault fault : List.of(Fault.RETRY_AFTER, Fault.RETRY_AFTER_DATE)) {
            try (RealWorld world = RealWorld.create(Installation.ofProperties(), 1, null)) {
                world.simulator().set(fault);
                world.up();
                await(world, "told to wait", sight -> verdict(sight, "waiting:rate_limited"));

                assertThat(Duration.between(Instant.now(), until(world)))
                        .as(fault.wireName())
                        .isBetween(Duration.ofMinutes(87), Duration.ofMinutes(91));
                assertThat(posts(world)).isEqualTo(Map.of("locked_out", 1));
            }
        }
    }

    private static Instant until(RealWorld world) throws Exception {
        String detail =
                Objects.requireNonNull(new Watch(world).look().node(NODE).orElseThrow().detail());
        Matcher instant = INSTANT.matcher(detail);
        assertThat(instant.find()).as(detail).isTrue();
        return Instant.parse(instant.group());
    }

    private static void restart(RealWorld world) throws Exception {
        world.lawn().signal(Signal.TERM);
        assertThat(world.lawn().ends(Duration.ofSeconds(15))).isTrue();
        world.lawn().close();
        world.up();
    }

    private static boolean verdict(Sight sight, String word) {
        return sight.node(NODE).filter(node -> node.verdict().equals(word)).isPresent();
    }

    @Test
    void anEditAndAReloadMendAChangedSiteAndDisturbNobodyElse(@TempDir Path home) throws Exception {
        copy(HOME.resolve("extensions/demo"), home.resolve("extensions/demo"));
        copy(HOME.resolve("supervisor/jvm.options"), home.resolve("supervisor/jvm.options"));
        try (RealWorld world = RealWorld.create(Installation.ofProperties().at(home), 2, null)) {
            world.up();
            await(world, "connected", Sight::allEarn);
            await(world, "its browser is known", sight -> isBrowserKnown(sight, "real-2"));
            Status.Node other = other(new Watch(world).look());
            world.lawn().ask(NODE, "stop");
            await(world, "stopped", sight -> state(sight).equals("stopped"));
            world.simulator().set(Variant.CHANGED);
            // A new node: the session of the old one would do.
            delete(world.workspace().node(NODE).resolve("profile"));
            world.lawn().ask(NODE, "start");
            await(
                    world,
                    "site_changed, by its step",
                    sight -> detail(sight).contains("sign_in.steps["));

            mend(home.resolve("extensions/demo/service.yaml"));
            Lawn.Answer answer = world.lawn().run(List.of("reload"), "");

            assertThat(answer.exit()).as(answer.output()).isZero();
            await(world, "connected", Sight::allEarn);
            Status.Node now = other(new Watch(world).look());
            assertThat(now.workerPid()).isEqualTo(other.workerPid());
            assertThat(now.browserPid()).isEqualTo(other.browserPid());
            assertThat(now.restarts()).isEqualTo(other.restarts());
        }
    }

    private static Status.Node other(Sight sight) {
        return sight.node("real-2").orElseThrow();
    }

    /** Processes are looked at now and then. */
    private static boolean isBrowserKnown(Sight sight, String node) {
        return sight.node(node).map(Status.Node::browserPid).isPresent();
    }

    private static String state(Sight sight) {
        return sight.node(NODE).map(Status.Node::state).orElse("");
    }

    private static String detail(Sight sight) {
        return sight.node(NODE)
                .filter(node -> node.verdict().endsWith(":site_changed"))
                .map(Status.Node::detail)
                .orElse("");
    }

    /** Applies the edit that docs/services.md shows, as a person would. */
    private static void mend(Path definition) throws IOException {
        List<String> diff =
                Files.readString(HOME.resolve("docs/services.md"))
                        .split("```diff\n", 2)[1]
                        .split("```", 2)[0]
                        .lines()
                        .toList();
        String before = side(diff, '-');
        String text = Files.readString(definition);
        assertThat(text).contains(before);
        Files.writeString(definition, text.replace(before, side(diff, '+')));
    }

    private static String side(List<String> diff, char mark) {
        StringBuilder text = new StringBuilder();
        diff.stream()
                .filter(line -> line.charAt(0) == ' ' || line.charAt(0) == mark)
                .forEach(line -> text.append(line.substring(1)).append('\n'));
        return text.toString();
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
