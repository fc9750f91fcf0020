package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTracesTest {

    @Test
    void nameClassesAndPlacesButNoMessages() {
        Exception error =
                new IllegalStateException("hunter2", new IllegalArgumentException("hunter2"));
        assertThat(StackTraces.withoutMessages(error))
                .startsWith("java.lang.IllegalStateException\n")
                .contains("caused by java.lang.IllegalArgumentException\n")
                .contains(StackTracesTest.class.getName())
                .doesNotContain("hunter2");
    }
}
