package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Heap;
import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One worker writes what no worker should, beside three good ones.
 *
 * @param script of the offender
 */
record Hostile(String script) implements Experiment {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration QUARANTINED = Duration.ofSeconds(10);
    private static final Duration OBSERVED = Duration.ofSeconds(20);
    private static final Duration UNANSWERED = Duration.ofHours(1);
    private static final long HEAP_GROWTH = 16 * 1024 * 1024;

    /** A good worker beats every 200 ms; the promise is a second of delay. */
    private static final Duration OLDEST_BEAT = Duration.ofMillis(1200);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        List<String> scripts = List.of("good", "good", "good", script);
        try (ScriptedWorld world = ScriptedWorld.of(bench.installation(), bench.user(), scripts)) {
            String offender = world.nodes().getLast();
            List<String> good = world.nodes().subList(0, 3);
            Trial trial = new Trial(world);
            long heapBefore = calm(world, trial, offender, good);
            Observer observer = new Observer(world, good, offender, UNANSWERED);
            trial.injected();
            boolean quarantined;
            Duration detection;
            try {
                world.lawn().ask(offender, "start");
                quarantined =
                        trial.watch().until(PATIENCE, sight -> isQuarantined(sight, offender));
                detection = Duration.ofNanos(Watch.now() - trial.injectedAt());
                trial.watch().during(OBSERVED);
            } finally {
                observer.end();
            }
            if (!quarantined) {
                trial.broken("G9: not quarantined within " + Trial.text(PATIENCE));
            } else if (detection.compareTo(QUARANTINED) > 0) {
                trial.broken("G9: quarantined after " + Trial.text(detection));
            }
            Duration oldest = observer.oldest();
            tell(trial, observer);
            if (oldest.compareTo(OLDEST_BEAT) > 0) {
                trial.broken("G9: a good node's beat was %s old".formatted(Trial.text(oldest)));
            }
            good.forEach(node -> trial.undisturbed(node, trial.injectedAt(), "G8: "));
            long grown = Heap.afterCollection(world.lawn().pid(), bench.user()) - heapBefore;
            trial.figure("live heap %+d KiB".formatted(grown / 1024));
            if (grown > HEAP_GROWTH) {
                trial.broken("G9: the heap grew by %d KiB".formatted(grown / 1024));
            }
            List<String> shown = trial.timeline(offender).shown();
            return trial.judged(quarantined ? detection : null, null, shown);
        }
    }

    private static void tell(Trial trial, Observer observer) {
        trial.figure("oldest beat " + Trial.text(observer.oldest()));
        trial.figure("largest heap %d MiB".formatted(observer.heapBytes() >> 20));
        trial.figure("one worker wrote %d KiB".formatted(observer.writtenBytes() >> 10));
        if (observer.oldest().compareTo(UNANSWERED) >= 0) {
            trial.broken("G9: /metrics did not answer");
        }
    }

    /** The good ones run, the offender does not yet; the heap as it is then. */
    private static long calm(ScriptedWorld world, Trial trial, String offender, List<String> good)
            throws IOException, InterruptedException {
        world.up();
        boolean _ = trial.watch().until(PATIENCE, sight -> sight.node(offender).isPresent());
        world.lawn().ask(offender, "stop");
        boolean calm =
                trial.watch()
                        .until(
                                PATIENCE,
                                sight ->
                                        good.stream().allMatch(sight::earnsAndSaysSo)
                                                && sight.node(offender)
                                                        .filter(n -> n.state().equals("stopped"))
                                                        .isPresent());
        if (!calm) {
            trial.broken("control: the good nodes are not connected with the offender stopped");
        }
        var _ = trial.rememberNow();
        return Heap.afterCollection(world.lawn().pid(), world.workspace().user());
    }

    private static boolean isQuarantined(Sight sight, String node) {
        return sight.node(node).map(Status.Node::state).filter("quarantined"::equals).isPresent();
    }
}
