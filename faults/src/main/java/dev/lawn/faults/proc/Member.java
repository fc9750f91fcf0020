package dev.lawn.faults.proc;

import dev.lawn.common.proc.ProcessEntry;

/**
 * A process of a node.
 *
 * @param incarnation the marker of the run of the node it was first seen in
 */
public record Member(ProcessEntry process, String node, String incarnation) {

    public long pid() {
        return process.pid();
    }

    /** For people: the pid and the beginning of the command line. */
    @Override
    public String toString() {
        String line = String.join(" ", process.command());
        return "%d %s%s"
                .formatted(
                        pid(),
                        process.isZombie() ? "(zombie) " : "",
                        line.substring(0, Math.min(line.length(), 60)));
    }
}
