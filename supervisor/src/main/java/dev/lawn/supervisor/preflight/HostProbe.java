package dev.lawn.supervisor.preflight;

import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.preflight.HostFacts.Answer;
import dev.lawn.supervisor.preflight.HostFacts.Clock;
import dev.lawn.supervisor.preflight.HostFacts.Disk;
import dev.lawn.supervisor.preflight.HostFacts.Jdk;
import dev.lawn.supervisor.preflight.HostFacts.Kernel;
import dev.lawn.supervisor.preflight.HostFacts.Memory;
import dev.lawn.supervisor.preflight.HostFacts.Program;
import dev.lawn.supervisor.preflight.HostFacts.Programs;
import dev.lawn.supervisor.preflight.HostFacts.Sandbox;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.CodeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the facts of this host; half a second, and at most what two silent programs take. */
public final class HostProbe {

    /** What workers are started with, and held together by. */
    static final List<String> TOOLS = List.of("sh", "setsid", "unshare", "setpriv");

    private static final long KIB = 1024;

    private final KernelFiles files = new KernelFiles(Path.of("/"));
    private final BrowserPlan browser;
    private final Path stateDir;
    private final boolean root;

    /**
     * @param stateDir need not exist yet; nothing is created
     * @param root whether we run as root
     */
    public HostProbe(BrowserPlan browser, Path stateDir, boolean root) {
        this.browser = browser;
        this.stateDir = stateDir.toAbsolutePath();
        this.root = root;
    }

    /**
     * Looks at everything once.
     *
     * @param now the wall clock
     */
    public HostFacts read(Instant now) {
        // Each may take its time; neither hangs on the other.
        Supplier<Answer> browserVersion = meanwhile(browser.binary());
        Supplier<Answer> driverVersion = meanwhile(browser.driver());
        Sandbox sandbox = sandbox();
        Kernel kernel = kernel();
        int running = runningNodes();
        Disk disk = DiskProbe.read(stateDir);
        return new HostFacts(
                root,
                running,
                memory(),
                kernel,
                disk,
                new Programs(
                        new Program(browser.binary(), browserVersion.get()),
                        new Program(browser.driver(), driverVersion.get()),
                        TOOLS.stream().filter(tool -> onPath(tool).isEmpty()).toList()),
                sandbox,
                jdk(),
                new Clock(now, built()),
                root ? null : StateOwners.stranger(stateDir));
    }

    /** What a program says its version is; empty where it does not say. */
    public static Optional<String> version(String program) {
        return ProgramVersion.ask(program) instanceof Answer.Says(String version, String _)
                ? Optional.of(version)
                : Optional.empty();
    }

    private static Supplier<Answer> meanwhile(String program) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("version of " + program)
                .start(() -> complete(answer, program));
        return answer::join;
    }

    /** Whoever waits for an answer waits for ever unless there is one. */
    private static void complete(CompletableFuture<Answer> answer, String program) {
        try {
            answer.complete(ProgramVersion.ask(program));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private Memory memory() {
        Long available =
                files.field("/proc/meminfo", "MemAvailable").map(kib -> kib * KIB).orElse(null);
        return new Memory(available, new Cgroups(files).memoryLeft());
    }

    private Kernel kernel() {
        return new Kernel(
                number("/proc/sys/fs/inotify/max_user_instances"),
                number("/proc/sys/fs/inotify/max_user_watches"),
                number("/proc/sys/kernel/pid_max"),
                number("/proc/sys/kernel/threads-max"),
                files.softLimit("Max processes").orElse(null),
                new Cgroups(files).tasks(),
                files.softLimit("Max open files").orElse(null));
    }

    private @Nullable Long number(String file) {
        return files.number(file).orElse(null);
    }

    /** By the marker that every process of every run on this state directory carries. */
    private int runningNodes() {
        List<String> id = files.lines(stateDir.resolve("id").toString());
        if (id.isEmpty()) {
            return 0;
        }
        String prefix = id.getFirst().strip() + "-";
        return (int)
                ProcessFamily.all().keySet().stream().filter(m -> m.startsWith(prefix)).count();
    }

    private Sandbox sandbox() {
        return new Sandbox(
                root
                        ? null
                        : ProgramVersion.succeeds(
                                List.of("unshare", "--user", "--map-root-user", "true")),
                hasSetuidHelper(),
                number("/proc/sys/user/max_user_namespaces"),
                number("/proc/sys/kernel/unprivileged_userns_clone"),
                number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"));
    }

    /** Beside the browser itself, or where Debian puts it: its /usr/bin/chromium is a script. */
    private boolean hasSetuidHelper() {
        try {
            Path beside = Path.of(browser.binary()).toRealPath().resolveSibling("chrome-sandbox");
            return isSetuid(beside) || isSetuid(Path.of("/usr/lib/chromium/chrome-sandbox"));
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isSetuid(Path file) {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode");
            return (mode & 04000) != 0
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Path> onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Jdk jdk() {
        Path home = Path.of(System.getProperty("java.home"));
        return new Jdk(
                home.toString(),
                System.getProperty("java.runtime.version"),
                JdkRelease.runtimeVersion(home),
                Files.isExecutable(home.resolve("bin/java"))
                        && Files.isExecutable(home.resolve("lib/jspawnhelper")));
    }

    private static @Nullable Instant built() {
        CodeSource source = HostProbe.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? null
                    : Files.getLastModifiedTime(Path.of(source.getLocation().toURI())).toInstant();
        } catch (IOException | URISyntaxException _) {
            return null;
        }
    }
}
