package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Held while an extension is put in the place of another: two that do so at once would leave the
 * folder of one and the lock of the other. The kernel frees it when its process ends. The file
 * stays, since whoever deletes it could delete another's.
 */
final class AddLock implements AutoCloseable {

    static final String NAME = ".extension.adding";

    private final FileChannel channel;

    private AddLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it, or does not wait for it.
     *
     * @throws ExtensionException where another process, or thread, has it
     */
    static AddLock take(Place place) throws ExtensionException, IOException {
        FileChannel channel =
                FileChannel.open(
                        place.home().resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new AddLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Another thread of ours.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new ExtensionException(
                "%s: another lawn extension add is at work for %s; wait until it is done, and try again"
                        .formatted(place.home(), place.service()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
