package dev.lawn.faults.lawn;

import dev.lawn.faults.proc.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code lawn up} as a process, started as the {@code lawn} script starts it. */
public final class Lawn implements AutoCloseable {

    /** G18, and a little for the exit of the JVM itself. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Installation installation;
    private final Setup setup;
    private final Process process;
    private final Control control;

    private Lawn(Installation installation, Setup setup, Process process) {
        this.installation = installation;
        this.setup = setup;
        this.process = process;
        this.control = new Control(setup.stateDir());
    }

    /** Starts it, and does not wait for anything. */
    public static Lawn up(Installation installation, Setup setup) throws IOException {
        List<String> command = new ArrayList<>(setup.there());
        command.addAll(setup.byClock());
        command.addAll(java(installation, setup));
        command.addAll(
                List.of(
                        "up",
                        "--file=" + setup.accounts(),
                        "--state-dir=" + setup.stateDir(),
                        "--metrics-listen=127.0.0.1:0",
                        "--control-listen=127.0.0.1:0"));
        if (setup.isRoot()) {
            command.add("--allow-root");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output(setup).toFile()));
        if (setup.user() == null) {
            builder.environment().put("HOME", setup.stateDir().toString());
        }
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new Lawn(installation, setup, builder.start());
    }

    private static List<String> java(Installation installation, Setup setup) {
        return List.of(
                Installation.java(),
                "@" + installation.home().resolve("supervisor/jvm.options"),
                "-Dlawn.home=" + installation.home(),
                "-Dlawn.worker.classpath=" + setup.workers(),
                "-cp",
                installation.supervisor(),
                "dev.lawn.supervisor.cli.Main");
    }

    /**
     * What a command came to.
     *
     * @param output stdout and stderr together
     */
    public record Answer(int exit, String output) {}

    /**
     * Runs another command beside it, as the same user would at a shell, with its state directory.
     *
     * @param words the command and what follows it
     * @param typed what it finds on its stdin
     */
    public Answer run(List<String> words, String typed) throws IOException, InterruptedException {
        List<String> here = new ArrayList<>(words);
        here.add("--state-dir=" + setup.stateDir());
        return runApart(here, typed);
    }

    /** The same of a command that knows no state directory. */
    public Answer runApart(List<String> words, String typed)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(setup.there());
        command.addAll(java(installation, setup));
        command.addAll(words);
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            run.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
            run.getOutputStream().close();
            String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(run.waitFor(), output);
        } finally {
            run.destroyForcibly();
        }
    }

    private static Path output(Setup setup) {
        return setup.accounts().resolveSibling("lawn.out");
    }

    /** What it printed, all runs on this state directory together. */
    public String output() throws IOException {
        return Files.readString(output(setup));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * What it says of itself and its nodes.
     *
     * @throws IOException where this very process does not answer
     */
    public Status status() throws IOException, InterruptedException {
        Status status = control.status();
        if (status.supervisorPid() != pid()) {
            // A killed one leaves its address behind.
            throw new IOException("another supervisor answers: " + status.supervisorPid());
        }
        return status;
    }

    /** Asks for {@code start}, {@code stop} or {@code restart} of a node. */
    public void ask(String node, String what) throws IOException, InterruptedException {
        control.ask(node, what);
    }

    public String metrics() throws IOException, InterruptedException {
        return control.metrics();
    }

    /** What it says that the relays of its nodes have counted, by node. */
    public Map<String, Relayed> relayed() throws IOException, InterruptedException {
        return Relayed.of(metrics());
    }

    public void signal(Signal signal) throws IOException, InterruptedException {
        signal.send(pid());
    }

    /** Waits for its end; whether it came in time. */
    public boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** TERM, and KILL where that is not enough. */
    @Override
    public void close() {
        control.close();
        process.destroy();
        try {
            if (ends(STOP_PATIENCE)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
