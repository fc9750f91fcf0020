package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.UnreachableBrowserException;

@Timeout(120)
class CommandsTest {

    private final AtomicInteger answered = new AtomicInteger();
    private final Alarm alarm = new Alarm();
    private final Commands commands = new Commands(alarm, answered::incrementAndGet);

    @Test
    void passesTheResultOnAndCountsTheAnswer() throws InterruptedException {
        assertThat(commands.call("read", () -> 7)).isEqualTo(7);
        assertThat(answered).hasValue(1);
    }

    private static Callable<Boolean> hanging() {
        return () -> {
            new CountDownLatch(1).await();
            return true;
        };
    }

    @Test
    void givesUpOnACommandThatNeverEnds() {
        assertThatThrownBy(() -> commands.call("read storage", Duration.ofMillis(50), hanging()))
                .isInstanceOfSatisfying(
                        BrowserFault.class,
                        fault -> {
                            assertThat(fault.reason()).isEqualTo(Reason.BROWSER_HUNG);
                            assertThat(fault.leavesBrowserToQuit()).isFalse();
                        })
                .hasMessage("\"read storage\" did not answer within 0 s");
        assertThat(answered).as("a hung browser gives no beat").hasValue(0);
    }

    @Test
    void letsGoWhenTheWorkerIsToStop() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> commands.call("read", hanging()))
                .isInstanceOf(InterruptedException.class);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new NoSuchSessionException("invalid session id"), Reason.BROWSER_DIED),
                Arguments.of(new WebDriverException("chrome not reachable"), Reason.BROWSER_DIED),
                Arguments.of(
                        new WebDriverException(new ConnectException("refused")),
                        Reason.DRIVER_DIED),
                Arguments.of(
                        new UnreachableBrowserException("Error communicating"), Reason.DRIVER_DIED),
                Arguments.of(new WebDriverException("tab crashed"), Reason.RENDERER_CRASHED),
                Arguments.of(
                        new NoSuchWindowException("target window already closed"),
                        Reason.RENDERER_CRASHED),
                Arguments.of(new ScriptTimeoutException("slow"), Reason.RENDERER_HUNG),
                Arguments.of(new SessionNotCreatedException("old"), Reason.BROWSER_START_FAILED),
                Arguments.of(new WebDriverException("something new"), Reason.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void tellsTheReasonOfWhatWebDriverThrows(WebDriverException error, Reason reason) {
        assertThatThrownBy(
                        () ->
                                commands.call(
                                        "click",
                                        () -> {
                                            throw error;
                                        }))
                .isInstanceOfSatisfying(
                        BrowserFault.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
    }

    @Test
    void repeatsOnlyTheFirstLineOfTheDriver() {
        WebDriverException error =
                new WebDriverException("no luck\nCommand: [sendKeysToElement {value=hunter2}]");
        error.addInfo("typed", "hunter2");
        assertThatThrownBy(
                        () ->
                                commands.call(
                                        "type",
                                        () -> {
                                            throw error;
                                        }))
                .hasMessage("\"type\": no luck")
                .hasNoCause();
    }
}
