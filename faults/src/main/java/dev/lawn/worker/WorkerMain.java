package dev.lawn.worker;

import dev.lawn.simulator.worker.ScriptedWorker;
import java.io.IOException;

/**
 * The scripted worker under the name by which a supervisor starts its workers: with these jars as
 * {@code lawn.worker.classpath}, Lawn runs a fleet without browsers and does not know it.
 */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ScriptedWorker.main(args);
    }
}
