package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TERM at a random moment while nodes start: out in time, and nothing left. */
record TermDuringStart(int times) implements Experiment {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final int MOST_DRAWS = 5;
    private static final Set<String> ON_THE_WAY = Set.of("starting", "signing_in", "connecting");
    private static final Duration OUT = Duration.ofSeconds(15);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 2, bench.user())) {
            Trial trial = new Trial(world);
            Duration longest = Duration.ZERO;
            List<String> hit = new ArrayList<>();
            for (int draws = 0; hit.size() < times && draws < MOST_DRAWS * times; draws++) {
                Optional<String> states = started(world, trial, bench.upTo(LONGEST_START));
                Duration took = ended(world, trial);
                if (states.isPresent()) {
                    hit.add(states.get());
                    longest = took.compareTo(longest) > 0 ? took : longest;
                }
            }
            if (hit.size() < times) {
                trial.broken("control: only %d TERMs met a start".formatted(hit.size()));
            }
            return trial.judged(longest, null, hit);
        }
    }

    /** The nodes' states at a random moment; empty where none is on its way. */
    private static Optional<String> started(RealWorld world, Trial trial, Duration moment)
            throws IOException, InterruptedException {
        world.up();
        trial.watch().during(moment);
        Status status = trial.watch().look().status();
        if (status == null || !world.lawn().isAlive()) {
            return Optional.empty();
        }
        List<String> states = status.nodes().stream().map(Status.Node::state).toList();
        return states.stream().anyMatch(ON_THE_WAY::contains)
                ? Optional.of(String.join("+", states))
                : Optional.empty();
    }

    private static Duration ended(RealWorld world, Trial trial)
            throws IOException, InterruptedException {
        long start = Watch.now();
        world.lawn().signal(Signal.TERM);
        boolean out = world.lawn().ends(OUT);
        Duration took = Duration.ofNanos(Watch.now() - start);
        if (!out) {
            trial.broken("G18: still there %s after TERM".formatted(Trial.text(OUT)));
        }
        trial.nothingLeft();
        world.lawn().close();
        return took;
    }
}
