package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final int OVERHEAD = 32;

    @Test
    void keepsTheLastLinesInOrder() {
        Tail tail = new Tail(20 * (7 + OVERHEAD), 100);
        IntStream.rangeClosed(11, 40).forEach(i -> tail.add("line " + i));

        assertThat(tail.lines()).hasSize(20).startsWith("line 21").endsWith("line 40");
    }

    @Test
    void aThreadDumpFitsWhole() {
        Tail tail = new Tail(64 * 1024, 8 * 1024);
        IntStream.range(0, 600)
                .forEach(i -> tail.add("    at dev.lawn.worker.Some.method(%d)".formatted(i)));

        assertThat(tail.lines()).hasSize(600);
    }

    @Test
    void emptyLinesAreBoundedAsWell() {
        Tail tail = new Tail(10 * OVERHEAD, 100);
        IntStream.range(0, 1000).forEach(_ -> tail.add(""));

        assertThat(tail.lines()).hasSize(10);
    }

    @Test
    void aLongLineIsCut() {
        Tail tail = new Tail(1000, 10);
        tail.add("0123456789abc");

        assertThat(tail.lines()).containsExactly("0123456789");
    }

    @Test
    void showsThemFitToPrint() {
        Tail tail = new Tail(1000, 100);
        tail.add("\tat Worker\u001b[31m");

        assertThat(tail.lines()).containsExactly(" at Worker�[31m");
    }
}
