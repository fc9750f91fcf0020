package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's exclusive right to its profile, for as long as this process lives: a lock on a file
 * beside it, which the kernel drops with the process.
 *
 * <p>Chrome's own lock is not enough. It names host and pid, and one that a container, or a host of
 * another name, left behind never heals itself; measured with Chromium 156.
 */
final class ProfileLock implements AutoCloseable {

    private static final List<String> CHROMES_OWN =
            List.of("SingletonLock", "SingletonSocket", "SingletonCookie");

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger log = LoggerFactory.getLogger(ProfileLock.class);

    private final FileChannel channel;

    private ProfileLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it, and clears away what a browser that has gone left of its own lock.
     *
     * @throws BrowserFault where somebody else has it, or uses the profile without it
     */
    static ProfileLock take(Path profile) {
        Path file = profile.resolveSibling(profile.getFileName() + ".lock");
        ProfileLock lock = new ProfileLock(opened(file));
        try {
            lock.claim(file);
            checkUnused(profile);
            for (String each : CHROMES_OWN) {
                if (Files.deleteIfExists(profile.resolve(each))) {
                    log.info("removed the {} that a browser left behind", each);
                }
            }
            return lock;
        } catch (IOException e) {
            lock.close();
            throw new BrowserFault(
                    Reason.INTERNAL, "%s cannot be locked: %s".formatted(profile, e.getMessage()));
        } catch (BrowserFault e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel opened(Path file) {
        try {
            return FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
        } catch (IOException e) {
            throw new BrowserFault(
                    Reason.INTERNAL, "%s cannot be opened: %s".formatted(file, e.getMessage()));
        }
    }

    private void claim(Path file) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: as much in use as by any other.
        }
        throw inUse("another worker holds %s".formatted(file), null);
    }

    /** A browser that somebody started by hand knows nothing of our lock. */
    private static void checkUnused(Path profile) {
        Optional<ProcessEntry> user = BrowserPid.findByProfile(profile);
        if (user.isPresent()) {
            throw inUse("a browser uses %s".formatted(profile), user.get().pid());
        }
        if (answers(profile.resolve("SingletonSocket"))) {
            throw inUse("a browser answers at %s/SingletonSocket".formatted(profile), null);
        }
    }

    /** Reaches also browsers whose processes cannot be seen from here. */
    private static boolean answers(Path socket) {
        if (!Files.isSymbolicLink(socket)) {
            return false;
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(target(socket)))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Path target(Path link) throws IOException {
        return link.resolveSibling(Files.readSymbolicLink(link));
    }

    private static BrowserFault inUse(String what, @Nullable Long pid) {
        return new BrowserFault(
                Reason.PROFILE_IN_USE, pid == null ? what : "%s: pid %d".formatted(what, pid));
    }

    /** Gives it up. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing a lock: {}", e.toString());
        }
    }
}
