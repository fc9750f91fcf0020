package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is no YAML, or YAML that is refused as a whole: one problem, at its line. */
class BrokenYamlTest {

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "accounts:\n  - name: a\n   email: b\n",
                        "accounts.yaml:3: is not valid YAML at column 4: expected <block end>, but"
                                + " found '<block mapping start>'"),
                Arguments.of(
                        "accounts: []\nservice: a: b\n",
                        "accounts.yaml:2: is not valid YAML at column 11: mapping values are not"
                                + " allowed here"),
                Arguments.of(
                        "accounts:\n\t- name: a\n",
                        "accounts.yaml:2: is not valid YAML at column 1: found character '\\t(TAB)'"
                                + " that cannot start any token. (Do not use \\t(TAB) for"
                                + " indentation)"),
                Arguments.of(
                        "accounts: []\n---\naccounts: []\n",
                        "accounts.yaml:2: is not valid YAML at column 1: but found another"
                                + " document"),
                Arguments.of(
                        "service: &s sample\naccounts:\n  - name: *s\n",
                        "accounts.yaml:3: a value that begins with \"*\" is a YAML alias, which is"
                                + " not supported; write the value again, or put it in quotes"),
                Arguments.of("", "accounts.yaml: is empty"),
                Arguments.of("# nothing\n", "accounts.yaml: is empty"),
                Arguments.of(
                        "service: \u0001\n",
                        "accounts.yaml: is not valid YAML: it holds characters that YAML does not"
                                + " allow"),
                Arguments.of(
                        "accounts:\n  " + "[".repeat(50_000),
                        "accounts.yaml:2: is nested deeper than 32 levels"),
                Arguments.of(
                        "#" + "x".repeat(YamlFile.MOST_BYTES),
                        "accounts.yaml: is larger than 1 MiB; is it the right file?"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isOneProblem(String yaml, String expected) {
        assertThat(workspace.problems(yaml)).singleElement().asString().startsWith(expected);
    }

    /** Each level names the one before nine times: 9^9 elements, were the aliases followed. */
    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 10; level++) {
            String alias = "*a" + (level - 1);
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(level, level, alias + (", " + alias).repeat(8)));
        }

        assertThat(workspace.problems(laughs.toString()))
                .singleElement()
                .asString()
                .startsWith("accounts.yaml:2: a value that begins with \"*\"");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        workspace.write(
                "extensions/sample/service.yaml",
                "service: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
                "rw-r--r--");

        assertThat(workspace.problems("accounts: []\nservices: { sample: {} }\n"))
                .containsExactly(
                        "extensions/sample/service.yaml: is not UTF-8 text; save it as UTF-8");
    }
}
