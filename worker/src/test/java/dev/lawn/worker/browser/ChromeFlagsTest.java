package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition.Window;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChromeFlagsTest {

    private static List<String> flags(boolean sandbox, boolean headless) {
        return ChromeFlags.of(
                new SupervisorMessage.Browser(
                        "/b", "/d", "/nodes/a/profile", "/nodes/a/pages", sandbox, headless),
                new Window(1440, 900),
                InetSocketAddress.createUnresolved("127.0.0.1", 4711));
    }

    @Test
    void leaveTheRelayAsTheOnlyWayOut() {
        assertThat(flags(true, true))
                .contains(
                        "--proxy-server=http://127.0.0.1:4711",
                        "--proxy-bypass-list=<-loopback>",
                        "--disable-quic",
                        "--webrtc-ip-handling-policy=disable_non_proxied_udp")
                .contains("--user-data-dir=/nodes/a/profile", "--window-size=1440,900");
    }

    @Test
    void keepTheSandboxUnlessToldOtherwise() {
        assertThat(flags(true, true)).doesNotContain("--no-sandbox");
        assertThat(flags(false, true)).contains("--no-sandbox");
    }

    @Test
    void showAWindowOnlyWhereAsked() {
        assertThat(flags(true, true)).contains("--headless=new");
        assertThat(flags(true, false)).noneMatch(flag -> flag.startsWith("--headless"));
    }

    @Test
    void doNotHideThatTheBrowserIsAutomated() {
        assertThat(flags(true, true))
                .noneMatch(flag -> flag.contains("AutomationControlled"))
                .noneMatch(flag -> flag.startsWith("--user-agent"));
    }

    @Test
    void nameEachSwitchOnce() {
        // Chrome takes the last of two --disable-features and forgets the first.
        assertThat(flags(false, true).stream().map(flag -> flag.split("=", 2)[0]).toList())
                .doesNotHaveDuplicates();
    }
}
