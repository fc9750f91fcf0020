package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.worker.browser.Alarm;
import dev.lawn.worker.browser.Commands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ThreadDumpTest {

    private static String dump() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ThreadDump.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsPlatformThreadsAndWhereABrowserCommandIs() throws InterruptedException {
        String dump =
                new Commands(new Alarm(), () -> {}).call("read storage", ThreadDumpTest::dump);
        assertThat(dump)
                .contains("\"" + Thread.currentThread().getName() + "\"")
                .contains("\"command: read storage\" ")
                .contains("ThreadDumpTest.dump");
    }
}
