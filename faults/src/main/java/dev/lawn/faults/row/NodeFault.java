package dev.lawn.faults.row;

import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.simulator.proxy.ProxyFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fault of one node. */
public sealed interface NodeFault {

    /** A signal to the youngest process of the node in that role. */
    record Signalled(Signal signal, Role role) implements NodeFault {}

    /** The node's proxy fails for so long. */
    record ProxyFails(ProxyFault fault, Duration lasts) implements NodeFault {}

    /** How long it lasts; zero where nothing has to be healed. */
    default Duration lasts() {
        return switch (this) {
            case Signalled _ -> Duration.ZERO;
            case ProxyFails(_, Duration lasts) -> lasts;
        };
    }

    /** Undoes what Lawn did not, or cannot. */
    @FunctionalInterface
    interface Healing {
        void heal() throws IOException, InterruptedException;
    }

    /**
     * Does it.
     *
     * @return how to undo it; to be called in the end, come what may
     * @throws IOException where the node has no such process
     */
    default Healing inject(RealWorld world, String node) throws IOException, InterruptedException {
        return switch (this) {
            case Signalled(Signal signal, Role role) -> {
                long pid = target(world, node, role);
                signal.send(pid);
                yield signal == Signal.STOP ? () -> Signal.CONT.send(pid) : () -> {};
            }
            case ProxyFails(ProxyFault fault, _) -> {
                world.simulator().set(world.index(node), fault);
                yield () -> world.simulator().set(world.index(node), ProxyFault.NONE);
            }
        };
    }

    /** The nodes that have something to hit just now. */
    default List<String> candidates(RealWorld world) throws IOException {
        if (!(this instanceof Signalled(_, Role role))) {
            return world.nodes();
        }
        List<String> found = new ArrayList<>();
        for (String node : world.nodes()) {
            if (world.census().find(node, role).isPresent()) {
                found.add(node);
            }
        }
        return found;
    }

    private static long target(RealWorld world, String node, Role role) throws IOException {
        Optional<Member> found = world.census().find(node, role);
        return found.map(Member::pid)
                .orElseThrow(() -> new IOException("%s has no %s".formatted(node, role.word())));
    }

    /** Those from which a node recovers by itself, for random draws. */
    static List<NodeFault> recoverable() {
        return List.of(
                new Signalled(Signal.KILL, Role.WORKER),
                new Signalled(Signal.KILL, Role.DRIVER),
                new Signalled(Signal.KILL, Role.BROWSER),
                new Signalled(Signal.KILL, Role.EXTENSION),
                new Signalled(Signal.STOP, Role.WORKER),
                new Signalled(Signal.STOP, Role.DRIVER),
                new Signalled(Signal.STOP, Role.BROWSER),
                new Signalled(Signal.STOP, Role.EXTENSION));
    }
}
