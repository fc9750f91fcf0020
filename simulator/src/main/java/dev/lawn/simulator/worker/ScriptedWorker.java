package dev.lawn.simulator.worker;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A worker that follows a {@link Script}: a real process with real pipes, without a browser.
 *
 * <p>Reads its assignment from stdin, as every worker does. The word before the {@code @} of the
 * account's user names the script.
 */
public final class ScriptedWorker {

    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration SLOW_START = Duration.ofSeconds(5);
    private static final Duration HALF_LINE = Duration.ofMillis(10);
    private static final int BEATS_BEFORE_TROUBLE = 5;

    /** What does not heed the end of stdin must not outlive a failed test for ever. */
    private static final Duration LONGEST_STUBBORNNESS = Duration.ofMinutes(10);

    /** Of facts about a real service: "Please wait for 407 minutes". */
    private static final Duration LOCKOUT = Duration.ofMinutes(407);

    /** What it writes to stderr when it submits its form. */
    public static final String SUBMITTED = "the form is submitted";

    private static final int CRASHED = 134;
    private static final int FAILED = 1;

    private final Orders orders;
    private final Voice voice;
    private final ProxyProbe proxy;
    private final ServiceDefinition service;
    private final Time time = new SystemTime();

    private ScriptedWorker(
            Orders orders, Voice voice, ProxyProbe proxy, ServiceDefinition service) {
        this.orders = orders;
        this.voice = voice;
        this.proxy = proxy;
        this.service = service;
    }

    /** Runs until the script, the supervisor or the end of stdin ends it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        OutputStream protocol = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        Orders orders = new Orders(System.in);
        Assignment assignment = orders.assignment();
        Script script = Script.ofUser(assignment.account().user());
        if (script != Script.NO_STDIN) {
            orders.follow();
        }
        new ScriptedWorker(
                        orders,
                        new Voice(protocol, assignment),
                        ProxyProbe.of(assignment),
                        assignment.service())
                .play(script);
    }

    private void play(Script script) throws IOException, InterruptedException {
        switch (script) {
            case GOOD -> {
                start();
                connectedUntilEnd(() -> {});
            }
            case SLOW_START -> {
                voice.hello();
                voice.phase(Phase.STARTING);
                if (!orders.endWithin(SLOW_START)) {
                    voice.phase(Phase.CONNECTING);
                    connectedUntilEnd(() -> {});
                }
            }
            case HANG_AFTER_CONNECT -> {
                start();
                connectedForAWhile();
                stubbornly(() -> {});
            }
            case CRASH_AFTER_CONNECT -> {
                start();
                connectedForAWhile();
                voice.raw("{\"type\":\"heartb".getBytes(StandardCharsets.UTF_8));
                Runtime.getRuntime().halt(CRASHED);
            }
            case CRASH_AT_START -> Runtime.getRuntime().halt(CRASHED);
            case GARBAGE -> {
                Noise noise = new Noise();
                voice.raw(noise.garbage());
                start();
                connectedUntilEnd(() -> voice.raw(noise.garbage()));
            }
            case FLOOD -> {
                start();
                flood(Noise.flood());
            }
            case ENDLESS_LINE -> {
                start();
                connectedForAWhile();
                endlessly(Noise.endless(), Duration.ZERO);
            }
            case INVALID_UTF8 -> {
                start();
                connectedForAWhile();
                endlessly(new Noise().notText(), Duration.ZERO);
            }
            case HALF_LINES -> {
                start();
                connectedForAWhile();
                endlessly(Noise.halfLine(), HALF_LINE);
            }
            case IGNORE_STOP, NO_STDIN -> {
                // SIGTERM ends a JVM only once its shutdown hooks are done; this one never is.
                Runtime.getRuntime().addShutdownHook(new Thread(ScriptedWorker::outlast));
                start();
                stubbornly(voice::connectedBeat);
            }
            case SIGN_IN -> {
                if (signedIn()) {
                    voice.phase(Phase.CONNECTING);
                    connectedUntilEnd(() -> {});
                }
            }
            case SIGN_IN_FAILS -> {
                if (signedIn()) {
                    voice.fault(Reason.SITE_DOWN, "the form was submitted, but nothing came of it");
                    System.exit(FAILED);
                }
            }
            case RATE_LIMITED -> {
                if (signedIn()) {
                    voice.rateLimited(LOCKOUT);
                    System.exit(FAILED);
                }
            }
            case REJECT -> {
                if (signedIn()) {
                    voice.fault(Reason.LOGIN_REJECTED, "the page says \"Invalid credentials\"");
                    System.exit(FAILED);
                }
            }
            case HUMAN -> {
                if (signedIn()) {
                    voice.humanNeeded(Reason.OTP, "the page asks for a one-time code");
                    untilEnd(voice::beat);
                }
            }
            case MOVED_SITE -> movedSite();
            case PROXIED -> proxied();
            case EXTENDED -> extended();
        }
    }

    /** One line or more of the protocol's output. */
    @FunctionalInterface
    private interface Utterance {
        void say() throws IOException;
    }

    private void start() throws IOException {
        voice.hello();
        voice.phase(Phase.STARTING);
        voice.phase(Phase.CONNECTING);
    }

    /**
     * Asks for leave, beats until it has it, and submits its form then, which it says on stderr.
     * False where it was told to end instead.
     */
    private boolean signedIn() throws IOException, InterruptedException {
        voice.hello();
        voice.phase(Phase.STARTING);
        voice.phase(Phase.SIGNING_IN);
        voice.signInWanted();
        boolean end = false;
        while (!end && !orders.maySignIn()) {
            end = orders.endWithin(BEAT);
            voice.beat();
        }
        if (end) {
            voice.goodbye();
            return false;
        }
        System.err.println(SUBMITTED);
        // As long as a form takes, so that two that overlap would show.
        orders.endWithin(BEAT);
        return true;
    }

    private void connectedForAWhile() throws IOException, InterruptedException {
        for (int i = 0; i < BEATS_BEFORE_TROUBLE; i++) {
            voice.connectedBeat();
            orders.endWithin(BEAT);
        }
    }

    private void connectedUntilEnd(Utterance besides) throws IOException, InterruptedException {
        untilEnd(
                () -> {
                    voice.connectedBeat();
                    besides.say();
                });
    }

    private void movedSite() throws IOException, InterruptedException {
        URI page = service.signIn().page();
        if (page.getPath().startsWith("/new")) {
            start();
            connectedUntilEnd(() -> {});
        } else {
            voice.hello();
            voice.phase(Phase.STARTING);
            voice.phase(Phase.SIGNING_IN);
            voice.fault(Reason.SITE_CHANGED, "step 1 found nothing at " + page);
            System.exit(FAILED);
        }
    }

    private void extended() throws IOException, InterruptedException {
        Path manifest = Path.of(service.extension().folder(), "manifest.json");
        if (Files.readString(manifest).contains("\"broken\"")) {
            voice.hello();
            voice.phase(Phase.STARTING);
            voice.fault(Reason.EXTENSION_NOT_LOADED, "no service worker came up");
            System.exit(FAILED);
        }
        start();
        connectedUntilEnd(() -> {});
    }

    private void proxied() throws IOException, InterruptedException {
        voice.hello();
        voice.phase(Phase.STARTING);
        if (!proxy.answers()) {
            voice.fault(Reason.PROXY_UNREACHABLE, "the proxy refuses connections");
            System.exit(FAILED);
        }
        voice.phase(Phase.CONNECTING);
        while (!orders.endWithin(PROBE)) {
            if (proxy.answers()) {
                voice.connectedSecond();
            } else {
                voice.disconnectedBeat();
            }
        }
        voice.goodbye();
    }

    private void untilEnd(Utterance utterance) throws IOException, InterruptedException {
        while (!orders.endWithin(BEAT)) {
            utterance.say();
        }
        voice.goodbye();
    }

    /** Noise and nothing else until it is told to stop. */
    private void endlessly(byte[] noise, Duration pause) throws IOException, InterruptedException {
        while (!orders.endWithin(pause)) {
            voice.raw(noise);
        }
    }

    private void flood(byte[] noise) throws IOException, InterruptedException {
        long nextBeat = time.nanos();
        while (!orders.endWithin(Duration.ZERO)) {
            if (time.nanos() - nextBeat >= 0) {
                voice.connectedBeat();
                nextBeat += BEAT.toNanos();
            }
            voice.raw(noise);
        }
        voice.goodbye();
    }

    /** Goes on whatever it is told. */
    private void stubbornly(Utterance utterance) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = time.nanos() + LONGEST_STUBBORNNESS.toNanos();
        while (time.nanos() - end < 0) {
            utterance.say();
            never.await(BEAT.toNanos(), TimeUnit.NANOSECONDS);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private static void outlast() {
        try {
            new CountDownLatch(1).await(LONGEST_STUBBORNNESS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
