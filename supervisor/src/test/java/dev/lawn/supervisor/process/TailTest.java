package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @Test
    void keepsTheLastLinesInOrder() {
        IntStream.rangeClosed(1, 30).forEach(i -> tail.add("line " + i));

        assertThat(tail.lines()).hasSize(20).startsWith("line 11").endsWith("line 30");
    }

    @Test
    void keepsThemFitToPrint() {
        tail.add("\tat Worker\u001b[31m");

        assertThat(tail.lines()).containsExactly(" at Worker�[31m");
    }
}
