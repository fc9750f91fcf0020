package dev.lawn.supervisor.process.contain;

import java.io.IOException;

/** Starts processes. */
@FunctionalInterface
interface Starter {

    Process start(ProcessBuilder builder) throws IOException;
}
