package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaveTest {

    @Test
    void holdsForOneSignInAndNotForTheNext() {
        Leave leave = new Leave();
        assertThat(leave.isGiven()).isFalse();

        leave.give();
        assertThat(leave.isGiven()).isTrue();

        leave.takeBack();
        assertThat(leave.isGiven()).isFalse();
        leave.give();
        assertThat(leave.isGiven()).isTrue();
    }
}
