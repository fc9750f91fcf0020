package dev.lawn.faults.world;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The worlds that are open: Ctrl-C ends them too. */
final class OpenWorlds {

    private static final Set<World> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile boolean closing;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenWorlds::closeAll, "close-worlds"));
    }

    private OpenWorlds() {}

    static void add(World world) {
        OPEN.add(world);
    }

    static void remove(World world) {
        OPEN.remove(world);
    }

    /** Whether everything is being cleaned up: nothing may be started any more. */
    static boolean isClosing() {
        return closing;
    }

    private static void closeAll() {
        closing = true;
        for (World each : List.copyOf(OPEN)) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                System.err.println("could not clean up: " + e);
            }
        }
    }
}
