package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP. To a service it means: reload. To a program on a terminal it means that the terminal has
 * gone, and there it ends Lawn as ever.
 */
final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private static final Path STAT = Path.of("/proc/self/stat");

    /** The controlling terminal, 0 for none: the field after the command's parenthesis; proc(5). */
    private static final int TERMINAL = 4;

    private Hangup() {}

    static void reloads(RunningLawn lawn) {
        if (hasTerminal()) {
            return;
        }
        try {
            onSignal(() -> lawn.reload());
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("SIGHUP does not reload: {}", e.toString());
        }
    }

    /**
     * By reflection: {@code sun.misc.Signal} is in every JDK (module jdk.unsupported), but javac
     * warns of it, and nothing silences that.
     */
    private static void onSignal(Runnable heed) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object handling =
                Proxy.newProxyInstance(
                        Hangup.class.getClassLoader(),
                        new Class<?>[] {handler},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "handle" -> heeded(heed);
                                    case "equals" -> false;
                                    case "hashCode" -> 0;
                                    default -> "reload";
                                });
        Object hangup = signal.getConstructor(String.class).newInstance("HUP");
        signal.getMethod("handle", signal, handler).invoke(null, hangup, handling);
    }

    private static @Nullable Object heeded(Runnable heed) {
        heed.run();
        return null;
    }

    private static boolean hasTerminal() {
        try {
            String stat = Files.readString(STAT);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[TERMINAL].equals("0");
        } catch (IOException _) {
            return true;
        }
    }
}
