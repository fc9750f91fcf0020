package dev.lawn.supervisor;

import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole things for tests that need one and do not care which. */
public final class Examples {

    private Examples() {}

    /** The one of docs/protocol.md: an account, a proxy and a service, all filled in. */
    public static Assignment assignment() throws IOException {
        for (String line : Files.readAllLines(Path.of("../docs/protocol.md"))) {
            if (LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8))
                    instanceof Decoded.Message<SupervisorMessage>(Assignment assignment)) {
                return assignment;
            }
        }
        throw new AssertionError("docs/protocol.md shows no assignment");
    }
}
