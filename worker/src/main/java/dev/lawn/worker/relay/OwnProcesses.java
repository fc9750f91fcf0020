package dev.lawn.worker.relay;

import dev.lawn.common.proc.Procfs;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * This process and those that descend from it: the worker, its browser. The kernel tells whose a
 * connection on loopback is: {@code /proc/net/tcp} has the inode of its other end, and that is
 * among the open files of its owner.
 */
public final class OwnProcesses implements Peers {

    private final ProcessHandle self = ProcessHandle.current();

    /** Who had the last one: Chrome's browser process, for nearly all of them. */
    private volatile ProcessHandle usual = self;

    @Override
    public boolean isOurs(Socket accepted) {
        InetSocketAddress near = (InetSocketAddress) accepted.getLocalSocketAddress();
        InetSocketAddress far = (InetSocketAddress) accepted.getRemoteSocketAddress();
        if (near == null || far == null) {
            return false;
        }
        OptionalLong inode = LoopbackSockets.inode(far, near);
        return inode.isPresent() && isOurs(inode.getAsLong());
    }

    private boolean isOurs(long inode) {
        ProcessHandle known = usual;
        if (has(known, inode) || has(self, inode)) {
            return true;
        }
        Optional<ProcessHandle> owner =
                descendants().stream()
                        .filter(each -> !each.equals(known) && has(each, inode))
                        .findFirst();
        owner.ifPresent(found -> usual = found);
        return owner.isPresent();
    }

    /** The pid of one that ended may be another's by now: a handle knows. */
    private static boolean has(ProcessHandle process, long inode) {
        return Procfs.hasSocket(process.pid(), inode) && process.isAlive();
    }

    /** A pass over /proc, one at a time: only for a peer who is not the usual one. */
    private static synchronized List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.toList();
        }
    }
}
