package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

class PortRangeTest {

    @Test
    void knowsTheKernelsRangeAsAnybodyReadsIt() throws IOException {
        try (InputStream file = new FileInputStream("/proc/sys/net/ipv4/ip_local_port_range");
                Scanner words = new Scanner(file, StandardCharsets.US_ASCII)) {
            assertThat(PortRange.read()).contains(new PortRange(words.nextInt(), words.nextInt()));
        }
    }
}
