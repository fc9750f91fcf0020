package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.service.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged worker drives a real Chromium with a small extension against a small site. */
@Timeout(400)
class WorkerIT extends WorkerFixture {

    WorkerIT() throws IOException {}

    private WorkerChild start(Credentials account) throws Exception {
        return start(account, proxy.address(), service());
    }

    private WorkerChild startOnAPageOfTheExtension(Credentials account) throws Exception {
        return start(
                account,
                proxy.address(),
                Services.onAPageOfItsExtension(
                        site.address(), TestExtension.FOLDER.toString(), TestExtension.ID));
    }

    private static List<Phase> phases(WorkerChild worker) {
        return worker.messages.stream()
                .filter(WorkerMessage.PhaseChanged.class::isInstance)
                .map(message -> ((WorkerMessage.PhaseChanged) message).phase())
                .toList();
    }

    private static WorkerMessage.Sample awaitWholeSample(WorkerChild worker)
            throws InterruptedException {
        return worker.await(
                WorkerMessage.Sample.class,
                s ->
                        Boolean.TRUE.equals(s.connected())
                                && s.points() != null
                                && s.egressIp() != null,
                SOON);
    }

    /** It is asked twice, fifteen seconds apart. */
    @Test
    void typesNothingByAWayOutThatIsNotProven() throws Exception {
        site.tellsNoIp.set(true);
        try (WorkerChild worker = start(Services.ACCOUNT)) {
            WorkerMessage.Fault fault = worker.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).as(fault.detail()).isEqualTo(Reason.EGRESS_UNPROVEN);
            assertThat(fault.detail()).contains("nothing is typed").contains("answered 503");
            assertThat(phases(worker)).containsExactly(Phase.STARTING, Phase.SIGNING_IN);
            assertThat(site.pages).hasValue(0);
            assertThat(worker.exit(STOP)).isEqualTo(1);
        }
    }

    @Test
    void signsInOnceAndKeepsTheSession() throws Exception {
        try (WorkerChild first = start(Services.ACCOUNT)) {
            WorkerMessage.Sample sample = awaitWholeSample(first);
            assertThat(first.messages.getFirst()).isInstanceOf(WorkerMessage.Hello.class);
            assertThat(first.messages)
                    .containsSubsequence(
                            new WorkerMessage.Egress("it-1", "203.0.113.9"),
                            new WorkerMessage.SignInWanted("it-1", "test"));
            assertThat(phases(first))
                    .containsExactly(Phase.STARTING, Phase.SIGNING_IN, Phase.CONNECTING);
            assertThat(sample)
                    .isEqualTo(
                            new WorkerMessage.Sample(
                                    "it-1",
                                    "test",
                                    true,
                                    0.87,
                                    12.5,
                                    2,
                                    86_400L,
                                    "203.0.113.9",
                                    sample.listed(),
                                    "1.2.3"));
            first.endStdin();
            first.await(WorkerMessage.Goodbye.class, _ -> true, STOP);
            assertThat(first.exit(STOP)).isZero();
            assertNothingLeft(first);
        }
        assertThat(site.signIns).hasValue(1);
        assertThat(proxy.plain).isNotEmpty();

        int pagesBefore = site.pages.get();
        try (WorkerChild killed = start(Services.ACCOUNT)) {
            awaitWholeSample(killed);
            assertThat(phases(killed)).containsExactly(Phase.STARTING, Phase.CONNECTING);
            assertThat(killed.family.kill(STOP)).isEmpty();
        }
        try (WorkerChild third = start(Services.ACCOUNT)) {
            awaitWholeSample(third);
            third.term();
            third.await(WorkerMessage.Goodbye.class, _ -> true, STOP);
            assertThat(third.exit(STOP)).isZero();
            assertNothingLeft(third);
        }
        assertThat(site.signIns).as("sign-ins after kill -9").hasValue(1);
        assertThat(site.pages).as("pages of the web app").hasValue(pagesBefore);
    }

    @Test
    void tellsWhetherTheServiceListsWhatSaysItIsConnected() throws Exception {
        site.isListed.set(false);
        try (WorkerChild worker = start(Services.ACCOUNT)) {
            awaitWholeSample(worker);
            WorkerMessage.Sample missed =
                    worker.await(
                            WorkerMessage.Sample.class,
                            s -> Boolean.FALSE.equals(s.listed()),
                            SOON);
            assertThat(missed.connected()).isTrue();
            assertThat(missed.devices()).isEqualTo(2);
            site.isListed.set(true);
            worker.await(WorkerMessage.Sample.class, s -> Boolean.TRUE.equals(s.listed()), SOON);
        }
    }

    @Test
    void endsOverRejectedCredentials() throws Exception {
        Credentials wrong = new Credentials("me@example.com", Secret.of("swordfish-1"));
        try (WorkerChild worker = start(wrong)) {
            WorkerMessage.Fault fault = worker.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).as(fault.detail()).isEqualTo(Reason.LOGIN_REJECTED);
            assertShowsThePageAndNotTheAccount(fault.detail());
            // As the supervisor does, and right into the quit.
            worker.send(new SupervisorMessage.Stop());
            assertThat(worker.exit(STOP)).isEqualTo(1);
            assertNothingLeft(worker);
        }
        assertThat(site.signIns).hasValue(1);
        assertThat(folder.resolve("worker.log"))
                .content()
                .contains("the browser has quit")
                .doesNotContain("swordfish-1");
    }

    @Test
    void signsInOnAPageOfTheExtension() throws Exception {
        try (WorkerChild worker = startOnAPageOfTheExtension(Services.ACCOUNT)) {
            awaitWholeSample(worker);
            assertThat(phases(worker))
                    .containsExactly(Phase.STARTING, Phase.SIGNING_IN, Phase.CONNECTING);
            await().atMost(SOON).untilAsserted(this::assertTellsOfTheBox);
        }
        assertThat(site.signIns).hasValue(1);
        assertThat(site.pages).as("pages of the web app").hasValue(0);
    }

    private void assertTellsOfTheBox() {
        assertThat(folder.resolve("worker.log")).content().contains("a box of a page was closed");
    }

    @Test
    void knowsAnOutcomeByWhatABoxSays() throws Exception {
        Credentials wrong = new Credentials("me@example.com", Secret.of("swordfish-1"));
        try (WorkerChild worker = startOnAPageOfTheExtension(wrong)) {
            WorkerMessage.Fault fault = worker.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).as(fault.detail()).isEqualTo(Reason.LOGIN_REJECTED);
            assertThat(fault.detail())
                    .startsWith("the page shows alert \"invalid email or PASSWORD\"");
            assertThat(worker.exit(STOP)).isEqualTo(1);
        }
        assertThat(site.signIns).hasValue(1);
        assertThat(folder.resolve("worker.log"))
                .content()
                .contains("a box of a page was closed")
                .doesNotContain("Try again", "RENDERER_HUNG", "renderer_hung");
    }

    private void assertShowsThePageAndNotTheAccount(String detail) throws IOException {
        Path picture = Path.of(detail.replaceFirst(".*; the page is in ", ""));
        assertThat(picture).hasParent(folder.resolve("pages")).hasExtension("png").isNotEmptyFile();
        assertThat(Path.of(picture.toString().replace(".png", ".txt")))
                .content()
                .contains("Invalid credentials", "name=\"password\"")
                .doesNotContainIgnoringCase("me@example.com")
                .doesNotContainIgnoringCase("swordfish-1");
    }

    @Test
    void blamesTheProxyThatRefusesItsCredentials() throws Exception {
        try (WorkerChild worker =
                start(Services.ACCOUNT, proxy.addressWithWrongPassword(), service())) {
            WorkerMessage.Fault fault = worker.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).as(fault.detail()).isEqualTo(Reason.PROXY_AUTH);
            assertThat(worker.exit(STOP)).isEqualTo(1);
            assertNothingLeft(worker);
        }
        assertThat(site.pages).as("pages loaded by another way").hasValue(0);
    }

    @Test
    void detectsABrowserThatHangs() throws Exception {
        try (WorkerChild worker = start(Services.ACCOUNT)) {
            awaitWholeSample(worker);
            long browser =
                    worker.family.members().stream()
                            .filter(each -> each.command().toString().contains("--user-data-dir"))
                            .filter(each -> !each.command().toString().contains("--type="))
                            .mapToLong(ProcessEntry::pid)
                            .findFirst()
                            .orElseThrow();
            new ProcessBuilder("kill", "-STOP", Long.toString(browser)).start().waitFor();
            WorkerMessage.Fault fault = worker.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).as(fault.detail()).isEqualTo(Reason.BROWSER_HUNG);
            assertThat(worker.exit(STOP)).isEqualTo(1);
            assertNothingLeft(worker);
        }
    }
}
