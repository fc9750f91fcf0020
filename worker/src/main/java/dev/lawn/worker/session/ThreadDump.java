package dev.lawn.worker.session;

import dev.lawn.worker.browser.Commands;
import java.io.PrintStream;
import java.util.Map;

/** A thread dump for people: what each platform thread is at, and each browser command. */
public final class ThreadDump {

    private ThreadDump() {}

    /** Prints the stacks of all platform threads, and of the virtual ones that run commands. */
    public static void print(PrintStream out) {
        StringBuilder text = new StringBuilder("thread dump\n");
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            append(each.getKey(), each.getValue(), text);
        }
        for (Thread each : Commands.running()) {
            append(each, each.getStackTrace(), text);
        }
        out.print(text);
        out.flush();
    }

    private static void append(Thread thread, StackTraceElement[] stack, StringBuilder text) {
        text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
        text.append('\n');
        StackTraces.append(stack, text);
    }
}
