package dev.lawn.faults.proc;

import dev.lawn.common.proc.ProcessEntry;
import java.util.Optional;

/**
 * A process of a node.
 *
 * @param process as it was seen first: a zombie shows no command line any more
 * @param incarnation the marker of the run of the node it was first seen in
 * @param zombie whether it has ended and nobody has reaped it
 */
public record Member(ProcessEntry process, String node, String incarnation, boolean zombie) {

    /** One that was seen for the first time. */
    static Member found(ProcessEntry process, String node, String incarnation) {
        return new Member(process, node, incarnation, process.isZombie());
    }

    /** What it is to its node; empty for what is nothing in particular. */
    public Optional<Role> role() {
        return Role.of(process.command());
    }

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
                        zombie ? "(zombie) " : "",
                        line.substring(0, Math.min(line.length(), 60)));
    }
}
