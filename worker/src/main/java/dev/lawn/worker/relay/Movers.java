package dev.lawn.worker.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The {@link Mover}s of one relay, used in turn. */
final class Movers implements AutoCloseable {

    /** One alone falls behind where a host's cores are busy; each costs its buffer and stack. */
    private static final int MOST = 2;

    private final List<Mover> all;
    private final AtomicInteger turn = new AtomicInteger();

    private Movers(List<Mover> all) {
        this.all = List.copyOf(all);
    }

    static Movers start() throws IOException {
        List<Mover> all = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, Runtime.getRuntime().availableProcessors()); i++) {
            all.add(Mover.start());
        }
        return new Movers(all);
    }

    Mover next() {
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }

    /** To be called after all junctions were closed. */
    @Override
    public void close() {
        all.forEach(Mover::close);
    }
}
