package dev.lawn.faults.proc;

import java.io.IOException;

/** Signals that Java itself cannot send. */
public enum Signal {
    STOP,
    CONT,
    TERM,
    KILL;

    /**
     * Sends it, as {@code kill} does; a process that has gone meanwhile is no error.
     *
     * @param pid of the one process
     */
    public void send(long pid) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int code = kill.waitFor();
        if (code != 0 && ProcessHandle.of(pid).isPresent()) {
            throw new IOException("kill -%s %d ended with %d".formatted(name(), pid, code));
        }
    }
}
