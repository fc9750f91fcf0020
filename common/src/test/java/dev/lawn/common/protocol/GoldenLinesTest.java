package dev.lawn.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/protocol.md is the contract: each of its lines decodes, and encodes to itself again. */
class GoldenLinesTest {

    private static final Path CONTRACT = Path.of("../docs/protocol.md");

    @TestFactory
    Stream<DynamicTest> everyWorkerLineIsItsOwnEncoding() throws IOException {
        return section("## Worker to supervisor").stream()
                .map(
                        line ->
                                DynamicTest.dynamicTest(
                                        line,
                                        () ->
                                                assertThat(text(LineCodec.encode(worker(line))))
                                                        .isEqualTo(line)));
    }

    @TestFactory
    Stream<DynamicTest> everySupervisorLineIsItsOwnEncoding() throws IOException {
        return section("## Supervisor to worker").stream()
                .map(
                        line ->
                                DynamicTest.dynamicTest(
                                        line.substring(0, Math.min(60, line.length())),
                                        () ->
                                                assertThat(text(LineCodec.encode(supervisor(line))))
                                                        .isEqualTo(line)));
    }

    @Test
    void theContractShowsEveryMessageThereIs() throws IOException {
        assertThat(typesOf(section("## Worker to supervisor").stream().map(this::worker)))
                .isEqualTo(
                        Stream.of(WorkerMessage.class.getPermittedSubclasses())
                                .collect(Collectors.toSet()));
        assertThat(typesOf(section("## Supervisor to worker").stream().map(this::supervisor)))
                .isEqualTo(
                        Stream.of(SupervisorMessage.class.getPermittedSubclasses())
                                .collect(Collectors.toSet()));
    }

    private static Set<Class<?>> typesOf(Stream<?> messages) {
        return messages.map(Object::getClass).collect(Collectors.toSet());
    }

    private WorkerMessage worker(String line) {
        return switch (LineCodec.decodeWorker(line.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Message<WorkerMessage>(WorkerMessage message) -> message;
            case Decoded<WorkerMessage> other -> throw new AssertionError(other + " from " + line);
        };
    }

    private SupervisorMessage supervisor(String line) {
        return switch (LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Message<SupervisorMessage>(SupervisorMessage message) -> message;
            case Decoded<SupervisorMessage> other ->
                    throw new AssertionError(other + " from " + line);
        };
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).stripTrailing();
    }

    private static List<String> section(String heading) throws IOException {
        List<String> lines =
                Files.readAllLines(CONTRACT).stream()
                        .dropWhile(line -> !line.equals(heading))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("{"))
                        .toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }
}
