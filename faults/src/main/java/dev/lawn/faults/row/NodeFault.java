package dev.lawn.faults.row;

import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.simulator.proxy.ProxyFault;
import java.io.IOException;
import java.time.Duration;
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

    /**
     * Does it.
     *
     * @throws IOException where the node has no such process
     */
    default void inject(RealWorld world, String node) throws IOException, InterruptedException {
        switch (this) {
            case Signalled(Signal signal, Role role) -> signal.send(target(world, node, role));
            case ProxyFails(ProxyFault fault, _) -> world.simulator().set(world.index(node), fault);
        }
    }

    /** Undoes what Lawn cannot. */
    default void heal(RealWorld world, String node) throws IOException {
        switch (this) {
            case Signalled _ -> {}
            case ProxyFails _ -> world.simulator().set(world.index(node), ProxyFault.NONE);
        }
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
