package dev.lawn.supervisor.process.contain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Procfs;
import dev.lawn.supervisor.plan.FleetPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * A {@link SmallSupervisor}, and an eye on its processes that depends on nothing of what is tested:
 * each has a token in its command line.
 */
final class SupervisorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final String token;
    private final List<String> worker;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private SupervisorProcess(Process process, String script, String token) {
        this.process = process;
        this.token = token;
        this.worker = List.of("sh", "-c", script, "sh", token);
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /**
     * Starts it.
     *
     * @param user who runs it; only root can choose
     * @param script of the worker; {@code $1} is the token
     */
    static SupervisorProcess start(
            User user, FleetPlan.Containment rung, String script, Path classes) throws Exception {
        // A number that sleep(1) takes: it adds up all its arguments.
        String token =
                "0.000" + ThreadLocalRandom.current().nextLong(1_000_000_000, 10_000_000_000L);
        List<String> command = new ArrayList<>(user.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx64m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", classes + ":" + classes + "/*"));
        command.add(SmallSupervisor.class.getName());
        command.addAll(List.of(rung.name(), "run-" + UUID.randomUUID(), script, token));
        Process process =
                new ProcessBuilder(command)
                        .directory(classes.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new SupervisorProcess(process, script, token);
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said::add);
        } catch (IOException e) {
            said.add("broken: " + e.getMessage());
        }
    }

    /** The next line it says. */
    String says() throws InterruptedException {
        String line = said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(line).as("a line of the supervisor").isNotNull();
        return String.valueOf(line);
    }

    void order(String what) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write((what + "\n").getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    long pid() {
        return process.pid();
    }

    /** The host's pid of the worker: the one shell of its script that has no other around it. */
    long workerPid() {
        return tokens().stream()
                .filter(each -> each.command().equals(worker))
                .map(ProcessEntry::pid)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until that many sleeps of the worker are there. */
    List<ProcessEntry> awaitSleeps(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sleeps()).hasSize(count));
        return sleeps();
    }

    /** Waits until one process of the worker is stopped. */
    void awaitStopped() {
        await().atMost(PATIENCE)
                .until(() -> tokens().stream().anyMatch(each -> each.state() == 'T'));
    }

    /** The sleeps of the worker, wherever they hang. */
    List<ProcessEntry> sleeps() {
        return tokens().stream().filter(p -> p.command().getFirst().equals("sleep")).toList();
    }

    /** Everything of the worker. */
    List<ProcessEntry> tokens() {
        return Procfs.processes().stream()
                .filter(each -> each.pid() != pid())
                .filter(each -> each.command().contains(token))
                .toList();
    }

    /** Who is to end everything when it has died; there is none on a rung that needs none. */
    List<ProcessEntry> wardens() {
        return Procfs.processes().stream()
                .filter(each -> each.parent() == pid())
                .filter(each -> each.command().contains("lawn-warden"))
                .toList();
    }

    /** Who has ended and has not been taken note of, of all that ever hung below it. */
    List<ProcessEntry> zombies() {
        return Procfs.processes().stream()
                .filter(ProcessEntry::isZombie)
                .filter(each -> each.parent() == pid())
                .toList();
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                .isZero();
    }

    /** Nothing that a test started outlives it, whatever went wrong. */
    @Override
    public void close() {
        List<ProcessEntry> left = tokens();
        process.destroyForcibly().onExit().join();
        Stream.concat(left.stream(), tokens().stream())
                .flatMap(each -> ProcessHandle.of(each.pid()).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** What it needs to run, where every user can read it. */
    static void copyClasses(Path to) throws IOException, URISyntaxException {
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> sources = new ArrayList<>();
        for (Class<?> each :
                List.of(
                        SmallSupervisor.class,
                        Containment.class,
                        ProcessFamily.class,
                        Logger.class,
                        LoggerContext.class,
                        Context.class)) {
            sources.add(Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        for (Path source : sources) {
            copy(source, to);
        }
    }

    private static void copy(Path source, Path to) throws IOException {
        if (Files.isRegularFile(source)) {
            Files.copy(source, to.resolve(source.getFileName()));
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(source)) {
            all = walk.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (Path each : all) {
            Path target = to.resolve(source.relativize(each).toString());
            if (each.toString().endsWith(".class") && !Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    /** Who runs a supervisor. */
    enum User {
        /** Who runs the tests. */
        SELF,
        /** Nobody in particular, where root runs the tests. */
        PLAIN;

        List<String> prefix() {
            return switch (this) {
                case SELF -> List.of();
                case PLAIN ->
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
            };
        }
    }
}
