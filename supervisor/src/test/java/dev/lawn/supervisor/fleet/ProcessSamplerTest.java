package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real processes; only the clock is the test's. */
class ProcessSamplerTest {

    private static final long NO_CAP = Long.MAX_VALUE / 2;

    private final String marker = "test-" + UUID.randomUUID();
    private final Map<String, NodeName> running = new HashMap<>();
    private final List<Process> started = new ArrayList<>();
    private final List<String> recycled = new ArrayList<>();
    private boolean isTaken = true;
    private final ManualTime time = new ManualTime();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private ProcessSampler sampler(long cap) {
        return new ProcessSampler(
                () -> Map.copyOf(running),
                new MemoryCap(cap, () -> 0),
                time,
                (node, reason) -> isTaken && recycled.add(node + " " + reason));
    }

    /** A sleeping process by any name, and with any words behind it. */
    private Process start(String name, String... words) throws IOException, InterruptedException {
        String script = "exec -a \"$0\" bash -c 'echo; read' \"$@\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, name, "bash"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(ProcessFamily.VARIABLE, marker);
        Process process = builder.start();
        started.add(process);
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }

    private void look(ProcessSampler sampler, int times) {
        for (int i = 0; i < times; i++) {
            sampler.look();
            time.advance(Duration.ofSeconds(11));
        }
    }

    @Test
    void workerDriverAndBrowserAreToldApart() throws Exception {
        running.put(marker, new NodeName("a"));
        start("/usr/bin/java");
        start("unshare");
        start("chromedriver");
        Process browser = start("chromium", "--user-data-dir=/p");
        start("chromium", "--type=renderer", "--user-data-dir=/p");
        ProcessSampler sampler = sampler(NO_CAP);

        look(sampler, 1);

        Processes seen = sampler.of(marker);
        assertThat(seen.browserPid()).isEqualTo(browser.pid());
        long one = Objects.requireNonNull(seen.driverBytes());
        assertThat(one).isPositive();
        // Each is a bash: two of them take about twice as much as one.
        assertThat(seen.workerBytes()).isGreaterThan(one * 3 / 2);
        assertThat(seen.browserBytes()).isGreaterThan(one * 3 / 2);
        assertThat(recycled).isEmpty();
    }

    @Test
    void anIncarnationThatIsNotOursIsNotLookedAt() throws Exception {
        start("java");
        running.put("another", new NodeName("a"));
        ProcessSampler sampler = sampler(NO_CAP);

        look(sampler, 1);

        assertThat(sampler.of(marker)).isEqualTo(Processes.NONE);
        assertThat(sampler.of("another")).isEqualTo(Processes.NONE);
    }

    @Test
    void whatHasGoneIsUnknownAfterTheNextLook() throws Exception {
        running.put(marker, new NodeName("a"));
        Process worker = start("java");
        ProcessSampler sampler = sampler(NO_CAP);
        look(sampler, 1);
        assertThat(sampler.of(marker).workerBytes()).isPositive();

        worker.destroyForcibly().waitFor();
        look(sampler, 1);

        assertThat(sampler.of(marker)).isEqualTo(Processes.NONE);
    }

    @Test
    void aNodeOverItsCapIsRecycledAfterThreeLooks() throws Exception {
        running.put(marker, new NodeName("a"));
        start("java");
        ProcessSampler measuring = sampler(NO_CAP);
        look(measuring, 1);
        long takes = Objects.requireNonNull(measuring.of(marker).totalBytes());
        ProcessSampler sampler = sampler(takes * 2 / 3);

        isTaken = false;
        look(sampler, 3);
        isTaken = true;
        // Who signed in then is looked at as if nothing had been.
        look(sampler, 2);
        assertThat(recycled).isEmpty();
        look(sampler, 1);

        assertThat(recycled).containsExactly("a out_of_memory");

        // The same again would be the next incarnation: it has five minutes.
        look(sampler, 25);
        assertThat(recycled).hasSize(1);
        look(sampler, 10);
        assertThat(recycled).hasSize(2);
    }

    @Test
    void helpersThatComeBackAreCountedOverIncarnations() throws Exception {
        NodeName node = new NodeName("a");
        running.put(marker, node);
        start("chromium", "--user-data-dir=/p");
        Process helper = start("chromium", "--type=gpu-process");
        ProcessSampler sampler = sampler(NO_CAP);
        look(sampler, 1);
        assertThat(sampler.helperRespawns(node)).isZero();

        helper.destroyForcibly().waitFor();
        start("chromium", "--type=gpu-process");
        look(sampler, 1);
        assertThat(sampler.helperRespawns(node)).isEqualTo(1);

        running.clear();
        look(sampler, 1);
        assertThat(sampler.helperRespawns(node)).isEqualTo(1);
    }
}
