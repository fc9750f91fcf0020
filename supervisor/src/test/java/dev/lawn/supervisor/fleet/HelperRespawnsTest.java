package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.proc.ProcessEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HelperRespawnsTest {

    private static final NodeName NODE = new NodeName("a");
    private static final ProcessEntry BROWSER = process(10, "--user-data-dir=/p");
    private static final String[] GPU = {"--type=gpu-process"};
    private static final String[] NETWORK = {
        "--type=utility", "--utility-sub-type=network.mojom.NetworkService"
    };
    private static final String[] AUDIO = {
        "--type=utility", "--utility-sub-type=audio.mojom.AudioService"
    };

    private final HelperRespawns respawns = new HelperRespawns();

    private static ProcessEntry process(long pid, String... words) {
        return new ProcessEntry(pid, 1, 1, 'S', pid * 100, List.of(words));
    }

    private int seen(@Nullable ProcessEntry main, ProcessEntry... members) {
        return respawns.seen(NODE, main, List.of(members));
    }

    @Test
    void theFirstHelpersAreNoRespawns() {
        assertThat(seen(BROWSER, process(11, GPU), process(12, NETWORK))).isZero();
        assertThat(seen(BROWSER, process(11, GPU), process(12, NETWORK))).isZero();
    }

    @Test
    void aHelperThatCameBackBetweenTwoLooks() {
        seen(BROWSER, process(11, GPU), process(12, NETWORK));

        assertThat(seen(BROWSER, process(13, GPU), process(14, NETWORK))).isEqualTo(2);
        assertThat(seen(BROWSER, process(13, GPU), process(14, NETWORK))).isZero();
    }

    @Test
    void aHelperThatComesBackLater() {
        seen(BROWSER, process(11, GPU));

        assertThat(seen(BROWSER)).isZero();
        assertThat(seen(BROWSER)).isZero();
        assertThat(seen(BROWSER, process(13, GPU))).isEqualTo(1);
    }

    @Test
    void anotherServiceIsNoRespawn() {
        seen(BROWSER, process(12, NETWORK));

        assertThat(seen(BROWSER, process(13, AUDIO))).isZero();
    }

    @Test
    void theSamePidIsAnotherProcessWhenItStartedLater() {
        seen(BROWSER, process(11, GPU));

        assertThat(seen(BROWSER, new ProcessEntry(11, 1, 1, 'S', 7777, List.of(GPU)))).isEqualTo(1);
    }

    @Test
    void renderersAreNotHelpers() {
        seen(BROWSER, process(11, "--type=renderer"));

        assertThat(seen(BROWSER, process(12, "--type=renderer"))).isZero();
    }

    @Test
    void aNewBrowserBeginsAnew() {
        seen(BROWSER, process(11, GPU));

        assertThat(seen(process(20, "--user-data-dir=/p"), process(21, GPU))).isZero();
        assertThat(seen(null)).isZero();
        assertThat(seen(BROWSER, process(31, GPU))).isZero();
    }
}
