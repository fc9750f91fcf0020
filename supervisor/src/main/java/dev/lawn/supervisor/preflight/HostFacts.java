package dev.lawn.supervisor.preflight;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link HostProbe} read of this host. A number that is null is unknown; {@link #NO_LIMIT}
 * stands where the kernel says that there is none.
 *
 * @param root whether we run as root
 * @param runningNodes how many nodes of this state directory run already: their memory and disk is
 *     taken, not needed
 * @param stranger something in the state directory that we may not use; null where there is none
 */
public record HostFacts(
        boolean root,
        int runningNodes,
        Memory memory,
        Kernel kernel,
        Disk disk,
        Programs programs,
        Sandbox sandbox,
        Jdk jdk,
        Clock clock,
        @Nullable Stranger stranger) {

    /** As good as infinite. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * In bytes.
     *
     * @param available MemAvailable
     * @param groupLeft what our cgroups still let us take
     */
    public record Memory(@Nullable Long available, @Nullable Long groupLeft) {}

    /**
     * Limits of the kernel, of our cgroups and of this process.
     *
     * @param inotifyInstances per user
     * @param inotifyWatches per user
     * @param pidMax pids, and so threads, on the whole host
     * @param threadsMax threads on the whole host
     * @param userTasks RLIMIT_NPROC: threads of our user; root is exempt
     * @param groupTasks {@code pids.max} of our cgroups
     * @param openFiles RLIMIT_NOFILE of this process
     */
    public record Kernel(
            @Nullable Long inotifyInstances,
            @Nullable Long inotifyWatches,
            @Nullable Long pidMax,
            @Nullable Long threadsMax,
            @Nullable Long userTasks,
            @Nullable Long groupTasks,
            @Nullable Long openFiles) {}

    /**
     * The file system of the state directory.
     *
     * @param folder the state directory
     * @param writable whether we may write there
     * @param freeBytes for our user
     * @param freeInodes null also where the file system has no fixed number of them
     */
    public record Disk(
            Path folder, boolean writable, @Nullable Long freeBytes, @Nullable Long freeInodes) {}

    /**
     * What Lawn runs.
     *
     * @param missing names of the small programs that are not on the PATH
     */
    public record Programs(Program browser, Program driver, List<String> missing) {

        public Programs {
            missing = List.copyOf(missing);
        }
    }

    /** A program, and what it said when asked for its version. */
    public record Program(String path, Answer answer) {}

    /** What became of {@code --version}. */
    public sealed interface Answer {

        /**
         * The program runs.
         *
         * @param version with all its parts, {@code 156.0.8078.79}
         * @param words all that it said
         */
        record Says(String version, String words) implements Answer {

            /** The part before the first dot. */
            public int major() {
                return Integer.parseInt(version.substring(0, version.indexOf('.')));
            }
        }

        /** No version in what it said. */
        record Unintelligible() implements Answer {}

        /** Nothing within the time it had. */
        record Silent() implements Answer {}

        /**
         * The program does not run at all.
         *
         * @param why the system's words
         */
        record DoesNotRun(String why) implements Answer {}
    }

    /**
     * What Chrome's sandbox can stand on.
     *
     * @param namespaces whether a plain user's namespace could be made; null where it was not tried
     * @param helper whether the browser has its setuid helper
     * @param namespacesMax {@code user.max_user_namespaces}
     * @param cloneAllowed {@code kernel.unprivileged_userns_clone}; Debian's kernels had it
     * @param apparmorRestricts {@code kernel.apparmor_restrict_unprivileged_userns}; Ubuntu's have
     */
    public record Sandbox(
            @Nullable Boolean namespaces,
            boolean helper,
            @Nullable Long namespacesMax,
            @Nullable Long cloneAllowed,
            @Nullable Long apparmorRestricts) {}

    /**
     * The Java that runs us and will run the workers.
     *
     * @param running the version of this process
     * @param onDisk the version in its folder now; null where the folder does not tell
     * @param canSpawn whether the programs it starts others with are there
     */
    public record Jdk(String home, String running, @Nullable String onDisk, boolean canSpawn) {}

    /**
     * A file or folder that another user owns, and that we may not both read and write.
     *
     * @param self our user's name
     */
    public record Stranger(Path file, String owner, String self) {}

    /**
     * The wall clock.
     *
     * @param built when Lawn's own files were made; null when unknown
     */
    public record Clock(Instant now, @Nullable Instant built) {}
}
