package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The transition table: every state against every event, as text. A cell reads {@code next (reason)
 * effect, effect}; {@code =} means that nothing changes and nothing is done.
 */
class NodeMachineTest extends NodeMachineWorld {

    private static final String TABLE =
            """
            event | stopped | waiting | starting | signing_in | awaiting_leave | needs_human | connecting | connected | degraded | backoff | quarantined | stopping
            start | waiting(start_slot) slot | = | = | = | = | = | = | = | = | waiting(start_slot) slot | waiting(start_slot) slot | =
            stop | stopped(operator) | stopped(operator) free | stopping(operator) free, ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopped(operator) | stopped(operator) | stopping(operator)
            restart | waiting(start_slot) slot | = | stopping(operator) free, ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | waiting(start_slot) slot | waiting(start_slot) slot | =
            slot | = | starting launch | = | = | = | = | = | = | = | = | = | =
            old_slot | = | = | = | = | = | = | = | = | = | = | = | =
            tick | = | = | = | = | = | = | = | = | = | = | = | =
            exited | = | = | backoff(worker_exited) free | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | = | = | backoff(worker_hung)
            launch_failed | = | = | backoff(launch_failed) free | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | = | = | backoff(worker_hung)
            begun | waiting(start_slot) slot | = | = | = | = | = | = | = | = | = | = | =
            recycle | = | = | = | = | = | = | stopping(out_of_memory) ask | stopping(out_of_memory) ask | stopping(out_of_memory) ask | = | = | =
            code | = | = | = | = | = | = code | = | = | = | = | = | =
            sign_in_anew | = | = | = | = | = | stopping(operator) forget, ask | = | = | = | = | = | =
            hold_changed | = | = | = | = | = | = | = | = | = | = | = | =
            redefined | = | = | = | = | = | = | = | = | = | = | = | =
            new_proxy | = | = | stopping(reconfigured) free, ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | waiting(start_slot) slot | waiting(start_slot) slot | =
            new_browser | = | = | stopping(reconfigured) free, ask | stopping(reconfigured) ask | stopping(reconfigured) ask | = | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | waiting(start_slot) slot | = | =
            misbehaved | = | = | stopping(protocol) free, dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | = | = | =
            mending | = | = | = | signing_in(renderer_crashed) | = | = | = | degraded(renderer_crashed) | degraded(renderer_crashed) | = | = | =
            hello | = | = | = | = | = | = | = | = | = | = | = | =
            hello_newer | = | = | stopping(protocol) free, ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | = | = | =
            beat | = | = | = | = | = | = | = | = | = | = | = | =
            signing_in | = | = | signing_in free | = | signing_in | signing_in | signing_in | signing_in | signing_in | = | = | =
            connecting | = | = | connecting(extension_disconnected) free | connecting(extension_disconnected) | connecting(extension_disconnected) | connecting(extension_disconnected) | = | connecting(extension_disconnected) | connecting(extension_disconnected) | = | = | =
            earning | = | = | = | = | = | = | connected | = | connected | = | = | =
            no_egress | = | = | = | = | = | = | connecting(egress_unproven) | degraded(egress_unproven) | degraded(egress_unproven) | = | = | =
            not_listed | = | = | = | = | = | = | degraded(not_earning) | degraded(not_earning) | degraded(not_earning) | = | = | =
            disconnected | = | = | = | = | = | = | = | degraded(extension_disconnected) | = | = | = | =
            unknown | = | = | = | = | = | = | = | degraded(extension_dead) | degraded(extension_dead) | = | = | =
            captcha | = | = | needs_human(captcha) free | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | = | = | =
            fault | = | = | stopping(browser_hung) free, ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | = | = | =
            traffic | = | = | = | = | = | = | = | = | = | = | = | =
            goodbye | = | = | = | = | = | = | = | = | = | = | = | =
            stale | = | = | = | = | = | = | = | = | = | = | = | =
            wanted | = | = | signing_in(sign_in_budget) free, wants | signing_in(sign_in_budget) wants | = wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | = | = | =
            leave | = | = | = | = | signing_in leave | = | = | = | = | = | = | =
            old_leave | = | = | = | = | = | = | = | = | = | = | = | =
            refused | = | = | = | = | stopping(rate_limited) ask | = | = | = | = | = | = | =
            rate_limited | = | = | stopping(rate_limited) free, ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | = | = | =
            """;

    @TestFactory
    Stream<DynamicTest> transitionTable() {
        List<List<String>> rows = TABLE.lines().map(NodeMachineTest::cells).toList();
        List<String> columns = rows.getFirst();
        assertThat(columns.subList(1, columns.size())).containsExactlyElementsOf(STATES.keySet());
        return rows.stream()
                .skip(1)
                .flatMap(
                        row ->
                                Stream.iterate(1, i -> i < columns.size(), i -> i + 1)
                                        .map(
                                                i ->
                                                        cell(
                                                                row.getFirst(),
                                                                columns.get(i),
                                                                row.get(i))));
    }

    private DynamicTest cell(String event, String state, String expected) {
        return DynamicTest.dynamicTest(
                state + " + " + event,
                () -> {
                    NodeState before = state(state);
                    Transition after = next(before, event(event), NOW);
                    assertThat(text(before, after)).isEqualTo(expected);
                });
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    }

    private static String text(NodeState before, Transition after) {
        NodeState next = after.next();
        boolean same = next.name() == before.name() && next.reason() == before.reason();
        String reason = next.reason() == null ? "" : "(" + next.reason() + ")";
        String effects =
                after.effects().stream()
                        .map(NodeMachineWorld::text)
                        .collect(Collectors.joining(", "));
        return ((same ? "=" : next.name() + reason) + " " + effects).strip();
    }
}
