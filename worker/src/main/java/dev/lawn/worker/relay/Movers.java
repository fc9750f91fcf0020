package dev.lawn.worker.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The {@link Mover}s of one relay. More than one, since a single thread gets no more than its share
 * of a busy host; the later ones are used, and cost their buffers, only while there is much to do.
 */
final class Movers implements AutoCloseable {

    private static final int COUNT = 4;
    private static final int FEW = 8;

    private final List<Mover> all;

    private Movers(List<Mover> all) {
        this.all = List.copyOf(all);
    }

    static Movers start() throws IOException {
        List<Mover> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add(Mover.start());
        }
        return new Movers(all);
    }

    /** The first that has little to do, or else the one with the least. */
    Mover next() {
        return all.stream()
                .filter(each -> each.junctions() < FEW)
                .findFirst()
                .orElseGet(this::leastBusy);
    }

    private Mover leastBusy() {
        return all.stream()
                .min(Comparator.comparingInt(Mover::junctions))
                .orElseThrow(IllegalStateException::new);
    }

    /** To be called after all junctions were closed. */
    @Override
    public void close() {
        all.forEach(Mover::close);
    }
}
