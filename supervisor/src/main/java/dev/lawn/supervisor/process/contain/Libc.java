package dev.lawn.supervisor.process.contain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The two calls that the JDK has no word for. */
final class Libc {

    /** {@code linux/prctl.h}. */
    private static final int PR_SET_CHILD_SUBREAPER = 36;

    /** {@code bits/waitflags.h}. */
    private static final int WNOHANG = 1;

    private final MethodHandle prctl;
    private final MethodHandle waitpid;

    @SuppressWarnings("restricted") // the lawn script enables native access
    private Libc() {
        prctl =
                handle(
                        "prctl",
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        waitpid = handle("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(
            String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
        return linker.downcallHandle(address, type, options);
    }

    /**
     * Binds both.
     *
     * @throws ContainmentException where the JVM does not let us
     */
    static Libc load() throws ContainmentException {
        try {
            return new Libc();
        } catch (RuntimeException e) {
            throw new ContainmentException(
                    "no native access (start java with --enable-native-access=ALL-UNNAMED): " + e);
        }
    }

    /**
     * Makes this process the parent of every orphan below it, or leaves them to the next above.
     *
     * @return whether the kernel did so
     */
    boolean setSubreaper(boolean on) {
        try {
            return (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, on ? 1L : 0L) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("prctl", e);
        }
    }

    /** Takes note of one child's end, if it has ended; never of another's. */
    void reap(long pid) {
        try {
            int _ = (int) waitpid.invokeExact((int) pid, MemorySegment.NULL, WNOHANG);
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid", e);
        }
    }
}
