package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartSlotsTest {

    private final Set<NodeName> held = new HashSet<>();
    private final StartSlots slots = new StartSlots(2, held::contains);
    private final List<String> granted = new ArrayList<>();

    private void ask(String node) {
        slots.ask(new NodeName(node), () -> granted.add(node));
    }

    private void giveBack(String node) {
        slots.giveBack(new NodeName(node));
    }

    @Test
    void grantsAsManyAsThereAreInTheOrderOfAsking() {
        ask("a");
        ask("b");
        ask("c");
        ask("d");
        assertThat(granted).containsExactly("a", "b");

        giveBack("b");
        assertThat(granted).containsExactly("a", "b", "c");
        giveBack("a");
        assertThat(granted).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoLeavesTheQueueIsNotGranted() {
        ask("a");
        ask("b");
        ask("c");
        ask("d");

        giveBack("c");
        giveBack("a");

        assertThat(granted).containsExactly("a", "b", "d");
    }

    @Test
    void givingBackWhatOneDoesNotHoldFreesNothing() {
        ask("a");
        ask("b");
        ask("c");

        giveBack("x");

        assertThat(granted).containsExactly("a", "b");
    }

    @Test
    void whoIsHeldKeepsItsPlaceAndNobodyWaitsForIt() {
        held.add(new NodeName("a"));
        ask("a");
        ask("b");
        ask("c");
        ask("d");
        assertThat(granted).containsExactly("b", "c");

        held.clear();
        slots.grant();
        assertThat(granted).containsExactly("b", "c");
        giveBack("b");
        assertThat(granted).containsExactly("b", "c", "a");
    }
}
