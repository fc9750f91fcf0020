package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake in accounts.yaml at a time, with the lines that are shown. */
abstract class MistakesFixture {

    @TempDir Path folder;
    Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    /** By a method {@code mistakes} of each class. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isReportedAtItsLine(String name, String yaml, List<String> expected) {
        assertThat(workspace.problems(yaml)).as(name).isEqualTo(expected);
    }

    static Arguments mistake(String name, String yaml, String... expected) {
        return Arguments.of(name, yaml, List.of(expected));
    }

    /** Lines 1 to 5; what the caller gives stands on lines 4 and 5. */
    static String account(String email, String password) {
        return """
        service: sample
        accounts:
          - name: home
            %s
            %s
        """
                .formatted(email, password);
    }

    /** An account whose first node stands on line 7. */
    static String nodes(String nodes) {
        return account("email: me@example.com", "password: ${env:PASSWORD}")
                + "    nodes:\n"
                + nodes.indent(6);
    }
}
