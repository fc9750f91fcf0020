package dev.lawn.supervisor.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a worker JVM.
 *
 * @param words the program and its arguments; never a secret, since /proc shows it to everyone
 */
public record WorkerCommand(List<String> words) {

    /** Small and quick rather than fast in the long run: there is one such JVM per node. */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-UsePerfData",
                    // What a crash leaves holds memory, and so the password: no core, and the
                    // report, by its path from the node's folder, where the next start deletes it.
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:ErrorFile=tmp/hs_err_pid%p.log",
                    "-Xms16m",
                    "-Xmx48m",
                    "-Xss512k");

    public WorkerCommand {
        words = List.copyOf(words);
    }

    /**
     * This JVM's own java with the worker's jars.
     *
     * @param classPath of the worker, as {@code java -cp} takes it
     */
    public static WorkerCommand ofClassPath(String classPath) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_OPTIONS);
        words.addAll(List.of("-cp", classPath, "dev.lawn.worker.WorkerMain"));
        return new WorkerCommand(words);
    }
}
