package dev.lawn.supervisor.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.preflight.HostFacts.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, good and bad. */
class ProgramVersionTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir private Path folder;

    private String script(String body) throws IOException {
        Path file = folder.resolve("program");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void aVersionIsFoundAmongWords() throws IOException {
        assertThat(
                        ProgramVersion.ask(
                                script(
                                        "echo 'ChromeDriver 155.0.7001.2 (a21ce95c24-refs/x@{#1})'")))
                .isEqualTo(
                        new Answer.Says(
                                "155.0.7001.2",
                                "ChromeDriver 155.0.7001.2 (a21ce95c24-refs/x@{#1})"));
        assertThat(Facts.says("155.0.7001.2").major()).isEqualTo(155);
    }

    @Test
    void wordsWithoutAVersionAreNotUnderstood() throws IOException {
        assertThat(ProgramVersion.ask(script("echo Chromium, the best")))
                .isEqualTo(new Answer.Unintelligible());
    }

    @Test
    void aProgramThatFailsDoesNotRun() throws IOException {
        assertThat(ProgramVersion.ask(script("exit 127")))
                .isEqualTo(new Answer.DoesNotRun("it ended with code 127"));
        assertThat(ProgramVersion.ask(folder.resolve("absent").toString()))
                .isEqualTo(new Answer.DoesNotRun("No such file or directory"));
    }

    @Test
    @Timeout(120)
    void aSilentProgramIsEndedWithItsChildren() throws IOException {
        Path pid = folder.resolve("pid");
        String program = script("sleep 1000 & echo $! >%s; wait".formatted(pid));

        // On a busy host again, and longer: it must have come so far as to have a child.
        for (int seconds = 1; !Files.exists(pid) || Files.size(pid) == 0; seconds *= 3) {
            assertThat(ProgramVersion.ask(program, Duration.ofSeconds(seconds)))
                    .isEqualTo(new Answer.Silent());
        }

        long child = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(each -> each.onExit().join());
    }

    @Test
    @Timeout(120)
    void aChildThatHoldsThePipeOpenHoldsNobodyUp() throws IOException {
        String program = script("sleep 60 & echo 156.0.1.2");

        assertThat(ProgramVersion.ask(program)).isEqualTo(Facts.says("156.0.1.2"));
    }

    @Test
    @Timeout(120)
    void aChatterboxIsNotListenedToForEver() throws IOException {
        assertThat(ProgramVersion.ask(script("yes 156.0.1.2"), SHORT))
                .isEqualTo(new Answer.Silent());
    }
}
