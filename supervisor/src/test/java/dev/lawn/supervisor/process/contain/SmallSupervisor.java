package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.supervisor.plan.FleetPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A supervisor of one shell that runs a script. Says {@code cannot WHY}, or {@code started RUNG
 * PID}; then does what stdin says: {@code terminate}, {@code kill}; says {@code ended CODE LEFT}
 * once all is over, and ends with its stdin.
 */
final class SmallSupervisor {

    private SmallSupervisor() {}

    /**
     * Runs one worker.
     *
     * @param args rung, id of the run, script, token
     */
    public static void main(String[] args) throws Exception {
        try (Containment containment =
                Rungs.choose(FleetPlan.Containment.valueOf(args[0]), args[1])) {
            run(containment, args[1] + "-node-1", args[2], args[3]);
        } catch (ContainmentException e) {
            System.out.println("cannot " + e.getMessage());
        }
    }

    private static void run(Containment containment, String marker, String script, String token)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "sh", token);
        builder.environment().put(ProcessFamily.VARIABLE, marker);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Contained contained = containment.start(marker, builder);
        System.out.println("started " + containment.rung() + " " + contained.workerPid());
        Thread.ofPlatform().daemon().start(() -> report(contained));
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            switch (order) {
                case "terminate" -> contained.terminate();
                case "kill" -> contained.kill();
                default -> throw new IllegalArgumentException(order);
            }
        }
    }

    private static void report(Contained contained) {
        try {
            int code = contained.process().waitFor();
            System.out.println("ended " + code + " " + contained.end(Duration.ofSeconds(10)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
