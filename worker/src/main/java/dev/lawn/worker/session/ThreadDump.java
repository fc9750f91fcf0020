package dev.lawn.worker.session;

import java.io.PrintStream;
import java.util.Map;

/** A thread dump for people: what each platform thread is at. */
public final class ThreadDump {

    private ThreadDump() {}

    /** Prints the stacks of all platform threads. */
    public static void print(PrintStream out) {
        StringBuilder text = new StringBuilder("thread dump\n");
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            Thread thread = each.getKey();
            text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
            text.append('\n');
            for (StackTraceElement frame : each.getValue()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        out.print(text);
        out.flush();
    }
}
