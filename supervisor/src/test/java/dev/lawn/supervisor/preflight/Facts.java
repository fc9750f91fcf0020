package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Answer;
import dev.lawn.supervisor.preflight.HostFacts.Clock;
import dev.lawn.supervisor.preflight.HostFacts.Disk;
import dev.lawn.supervisor.preflight.HostFacts.Jdk;
import dev.lawn.supervisor.preflight.HostFacts.Kernel;
import dev.lawn.supervisor.preflight.HostFacts.Memory;
import dev.lawn.supervisor.preflight.HostFacts.Program;
import dev.lawn.supervisor.preflight.HostFacts.Programs;
import dev.lawn.supervisor.preflight.HostFacts.Sandbox;
import dev.lawn.supervisor.preflight.HostFacts.Stranger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host with plenty of everything, and what a test takes away from it. */
final class Facts {

    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;
    static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    boolean root;
    int runningNodes;
    Memory memory = new Memory(64 * GIB, null);
    Kernel kernel = new Kernel(8192L, 1_000_000L, 4_194_304L, 500_000L, 400_000L, null, 1_048_576L);
    Disk disk = new Disk(Path.of("/state"), true, 500 * GIB, 30_000_000L);
    Answer browser = says("156.0.8078.79");
    Answer driver = says("156.0.8078.12");
    List<String> missing = List.of();
    Sandbox sandbox = new Sandbox(true, false, 100_000L, null, null);
    Jdk jdk = new Jdk("/jdk", "25.0.3+9", "25.0.3+9", true);
    @Nullable Stranger stranger;
    Instant now = Instant.parse("2026-11-22T12:00:00Z");

    /** A program that says its version and nothing else. */
    static Answer.Says says(String version) {
        return new Answer.Says(version, version);
    }

    HostFacts facts() {
        return new HostFacts(
                root,
                runningNodes,
                memory,
                kernel,
                disk,
                new Programs(
                        new Program("/bin/chromium", browser),
                        new Program("/bin/chromedriver", driver),
                        missing),
                sandbox,
                jdk,
                new Clock(now, BUILT),
                stranger);
    }
}
