package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartsTest {

    @TempDir private Path node = Path.of("");

    private FailedStarts failed() {
        return FailedStarts.beside(node.resolve("profile"));
    }

    @Test
    void areCountedFromOneWorkerToTheNext() {
        assertThat(failed().count()).isZero();
        failed().oneMore();
        failed().oneMore();
        assertThat(failed().count()).isEqualTo(FailedStarts.SUSPICIOUS);
        failed().forget();
        assertThat(failed().count()).isZero();
    }

    @Test
    void areNoneWhereTheFileIsOfNoUse() throws IOException {
        Files.writeString(node.resolve("failed-starts"), "many");
        assertThat(failed().count()).isZero();
    }
}
