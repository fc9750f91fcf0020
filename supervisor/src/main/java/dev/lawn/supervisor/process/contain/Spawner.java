package dev.lawn.supervisor.process.contain;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Starts every process on one thread that never ends: PR_SET_PDEATHSIG, prctl(2), is sent when the
 * <em>thread</em> that started a process ends, not when its program does.
 */
final class Spawner implements Starter {

    private final LinkedBlockingQueue<FutureTask<Process>> tasks = new LinkedBlockingQueue<>();

    private Spawner() {}

    /** A spawner whose thread runs. */
    static Spawner begin() {
        Spawner spawner = new Spawner();
        Thread.ofPlatform().daemon().name("spawner").start(spawner::run);
        return spawner;
    }

    private void run() {
        while (true) {
            try {
                tasks.take().run();
            } catch (InterruptedException _) {
                // Nobody interrupts it, and it must not end.
            }
        }
    }

    /**
     * Starts a process, and waits for that even when interrupted: nobody would end it otherwise.
     */
    @Override
    public Process start(ProcessBuilder builder) throws IOException {
        FutureTask<Process> task = new FutureTask<>(builder::start);
        tasks.add(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            // Out of memory is how the JDK says that the host has no thread or process left.
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
