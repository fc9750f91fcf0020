package dev.lawn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A profile that is another's, or broken, under a real Chromium. */
@Timeout(400)
class ProfileFaultsIT extends WorkerFixture {

    ProfileFaultsIT() throws IOException {}

    @Test
    void letsNobodyElseUseTheProfile() throws Exception {
        try (WorkerChild first = start();
                WorkerChild second = startOnceReady(first)) {
            WorkerMessage.Fault fault = second.await(WorkerMessage.Fault.class, _ -> true, SOON);
            assertThat(fault.reason()).isEqualTo(Reason.PROFILE_IN_USE);
            assertThat(second.exit(STOP)).isEqualTo(1);
            awaitConnected(first);
        }
    }

    private WorkerChild startOnceReady(WorkerChild first) throws Exception {
        awaitConnected(first);
        return start();
    }

    @Test
    void clearsTheLockOfAnotherHost() throws Exception {
        Path profile = folder.resolve("profile");
        Files.createSymbolicLink(profile.resolve("SingletonLock"), Path.of("otherhost-123"));
        try (WorkerChild worker = start()) {
            awaitConnected(worker);
        }
    }

    @Test
    void keepsTheSessionWhenOnlyTheSettingsAreBroken() throws Exception {
        signInAndStop();
        Files.writeString(folder.resolve("profile/Default/Preferences"), "{");
        assertTwoStartsFail();
        try (WorkerChild third = start()) {
            awaitConnected(third);
            assertThat(third.messages).noneMatch(WorkerMessage.Mending.class::isInstance);
        }
        assertThat(site.signIns).hasValue(1);
    }

    @Test
    void startsAfreshWhereNoBrowserStartsOnTheProfile() throws Exception {
        Files.writeString(folder.resolve("profile/Default"), "no folder");
        assertTwoStartsFail();
        try (WorkerChild third = start()) {
            WorkerMessage.Mending mending =
                    third.await(WorkerMessage.Mending.class, _ -> true, SOON);
            assertThat(mending.reason()).isEqualTo(Reason.PROFILE_CORRUPT);
            awaitConnected(third);
        }
        assertThat(folder).isDirectoryContaining("glob:**/profile.bad-*");
    }

    private void signInAndStop() throws Exception {
        try (WorkerChild worker = start()) {
            awaitConnected(worker);
            worker.endStdin();
            assertThat(worker.exit(STOP)).isZero();
        }
    }

    private void assertTwoStartsFail() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (WorkerChild worker = start()) {
                assertThat(worker.await(WorkerMessage.Fault.class, _ -> true, SOON).reason())
                        .isEqualTo(Reason.BROWSER_START_FAILED);
                assertThat(worker.exit(STOP)).isEqualTo(1);
            }
        }
    }
}
