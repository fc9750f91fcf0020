package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one account, one of another, with time in the test's hands. */
abstract class SignInDeskFixture {

    static final Answer GIVEN = new Answer.Given();

    @TempDir Path folder;
    StateDirectory state;
    SignInWorld world;

    @BeforeEach
    void open() throws Exception {
        state = StateDirectory.open(folder);
        world = new SignInWorld(state, "home/a", "home/b", "work/c");
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    void signInFails(String node) {
        assertThat(world.answerTo(node)).isEqualTo(GIVEN);
        world.seen(node, StateName.STOPPING, StateName.BACKOFF);
    }
}
