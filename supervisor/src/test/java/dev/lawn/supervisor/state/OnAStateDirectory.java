package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a state directory of its own, open while it runs. */
public abstract class OnAStateDirectory {

    @TempDir protected Path folder;
    protected StateDirectory state;

    @BeforeEach
    void openState() throws Exception {
        state = StateDirectory.open(folder);
    }

    @AfterEach
    void closeState() throws IOException {
        state.close();
    }
}
