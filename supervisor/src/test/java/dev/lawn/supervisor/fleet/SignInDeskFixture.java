package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.state.OnAStateDirectory;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes of one account, one of another, with time in the test's hands. */
abstract class SignInDeskFixture extends OnAStateDirectory {

    static final Answer GIVEN = new Answer.Given();

    SignInWorld world;

    @BeforeEach
    void open() {
        world = new SignInWorld(state, "home/a", "home/b", "work/c");
    }

    void signInFails(String node) {
        assertThat(world.answerTo(node)).isEqualTo(GIVEN);
        world.seen(node, StateName.STOPPING, StateName.BACKOFF);
    }
}
