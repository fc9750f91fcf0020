package dev.lawn.supervisor.run;

import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.fleet.Fleet;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the configuration anew while the fleet runs: all of it or nothing, one reload after the
 * other. Thread-safe.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final PlanSource source;
    private final Fleet fleet;

    /** The files are read under it too, so that of two reloads the later one has the last word. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Reload(PlanSource source, Fleet fleet) {
        this.source = source;
        this.fleet = fleet;
    }

    Reloaded now() {
        oneAtATime.lock();
        try {
            return noted(attempt());
        } finally {
            oneAtATime.unlock();
        }
    }

    private Reloaded attempt() {
        if (!fleet.isRunning()) {
            return new Reloaded.NotRunning();
        }
        try {
            PlanSource.Given given = source.load();
            Optional<Reloaded> done =
                    fleet.replan(given.plan())
                            .map(what -> ReloadDocument.of(what, given.warnings()))
                            .map(Reloaded.Done::new);
            return done.orElseGet(Reloaded.NotRunning::new);
        } catch (UserException e) {
            return new Reloaded.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Reloaded.Refused("what is remembered of a node cannot be read: " + e);
        }
    }

    private static Reloaded noted(Reloaded reloaded) {
        switch (reloaded) {
            case Reloaded.Done(ReloadDocument document) -> {
                LOG.info("reloaded: {}", document.summary());
                document.lines().forEach(line -> LOG.info("reloaded: {}", line));
            }
            case Reloaded.Refused(String problems) ->
                    LOG.error("reload refused, nothing has changed: {}", problems);
            case Reloaded.NotRunning _ -> LOG.warn("reload refused: the fleet does not run");
        }
        return reloaded;
    }
}
