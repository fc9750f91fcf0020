package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessFamily;
import java.time.Duration;

/** What a warden becomes when its supervisor has died. */
public final class WardenMain {

    /** What does not end by then is stuck in the kernel; the next start looks for it again. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private WardenMain() {}

    /**
     * Ends every process of a run.
     *
     * @param args the run's id
     */
    public static void main(String[] args) {
        String runId = args[0];
        boolean all =
                ProcessFamily.killAll(marker -> marker.startsWith(runId + "-"), PATIENCE).isEmpty();
        System.exit(all ? 0 : 1);
    }
}
