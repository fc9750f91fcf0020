package dev.lawn.supervisor.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the real promtool. */
public final class Promtool {

    private static final int SECONDS = 30;

    private Promtool() {}

    /**
     * What it said.
     *
     * @param exit 0 where it found nothing wrong
     * @param output stdout and stderr together
     */
    public record Result(int exit, String output) {}

    /** {@code promtool check metrics}: silent where the text is sound and well named. */
    public static Result checkMetrics(String exposition) throws IOException, InterruptedException {
        return run(exposition, "check", "metrics");
    }

    /** {@code promtool check config}. */
    public static Result checkConfig(Path file) throws IOException, InterruptedException {
        return run("", "check", "config", file.toString());
    }

    /** {@code promtool test rules}. */
    public static Result testRules(Path file) throws IOException, InterruptedException {
        return run("", "test", "rules", file.toString());
    }

    private static Result run(String stdin, String... arguments)
            throws IOException, InterruptedException {
        Process promtool = start(arguments);
        try {
            // promtool reads all of its input before it prints, so writing first cannot block.
            try (OutputStream in = promtool.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!promtool.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("promtool did not end within %d s".formatted(SECONDS));
            }
            return new Result(promtool.exitValue(), output);
        } finally {
            promtool.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Tool.find("promtool").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
