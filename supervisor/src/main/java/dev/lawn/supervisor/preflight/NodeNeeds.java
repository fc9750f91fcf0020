package dev.lawn.supervisor.preflight;

/**
 * What one node takes of a host, and the supervisor beside them all. Measured with Chromium 156 on
 * Debian, three nodes at once, idle after sign-in, and rounded up.
 */
final class NodeNeeds {

    private static final long MIB = 1L << 20;

    /** PSS of worker, driver and browser: 255 to 290 MiB. */
    static final long MEMORY = 290 * MIB;

    /** The supervisor's promise for 200 nodes. */
    static final long SUPERVISOR_MEMORY = 256 * MIB;

    /**
     * Threads: 122 of a Chrome with its own defaults, 20 of the worker JVM, 3 pumps in the
     * supervisor. With the worker's switches it is 125 in all.
     */
    static final long TASKS = 145;

    /** The supervisor's own threads, and those of whatever else the user runs. */
    static final long OTHER_TASKS = 200;

    /** A Chrome with its own defaults; headless with the worker's switches it makes do with 1. */
    static final long INOTIFY_INSTANCES = 5;

    static final long INOTIFY_WATCHES = 50;

    /** What a desktop or a few services of the same user have open. */
    static final long OTHER_INOTIFY_INSTANCES = 16;

    /** The supervisor's pipes, logs and connections of one node. */
    static final long OPEN_FILES = 12;

    /** The supervisor's jars and ports; a browser's main process has 172 files open. */
    static final long OTHER_OPEN_FILES = 256;

    /** A new profile takes 3 MiB, the logs up to 4; the rest is room for caches to begin with. */
    static final long DISK = 32 * MIB;

    /** A new node has 250 files and folders; caches multiply that. */
    static final long INODES = 2000;

    private NodeNeeds() {}
}
