package dev.lawn.faults.lawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PrivateNetworkIT {

    @BeforeAll
    static void asRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root makes networks");
    }

    @Test
    void twoAtATimeAreNotInEachOthersWay() throws Exception {
        try (PrivateNetwork one = PrivateNetwork.open();
                PrivateNetwork other = PrivateNetwork.open()) {
            assertThat(one.host()).isNotEqualTo(other.host());
            assertThat(reaches(one, one.host())).isTrue();
            assertThat(reaches(other, other.host())).isTrue();
            assertThat(reaches(one, "127.0.0.1")).as("the host's loopback").isFalse();
        }
    }

    /** Whether somebody in there is let in by who listens on this address of this host. */
    private static boolean reaches(PrivateNetwork network, String host) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral(host))) {
            String there = "/dev/tcp/%s/%d".formatted(host, server.getLocalPort());
            return in(network, "bash", "-c", "exec 3<>" + there).waitFor() == 0;
        }
    }

    private static Process in(PrivateNetwork network, String... command) throws Exception {
        List<String> words = new ArrayList<>(network.words());
        words.addAll(List.of(command));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void whatADeadOneLeftIsGoneWithTheNext() throws Exception {
        PrivateNetwork dead = PrivateNetwork.open();
        Process left = in(dead, "sh", "-c", "echo in; exec sleep 100");
        try {
            assertThat(left.inputReader().readLine()).isEqualTo("in");
            dead.close();
            assertThat(isThere(dead)).as("somebody is still in there").isTrue();

            try (PrivateNetwork next = PrivateNetwork.open()) {
                assertThat(isThere(dead)).isFalse();
                assertThat(isThere(next)).isTrue();
            }
        } finally {
            left.destroyForcibly().waitFor();
        }
    }

    private static boolean isThere(PrivateNetwork network) {
        return Files.exists(Path.of("/sys/class/net", network.cable()));
    }
}
