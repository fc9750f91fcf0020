package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a secret is mistyped or misplaced, nothing that is shown repeats it. */
class SecretsStaySecretTest {

    private static final String CANARY = "canary";

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
        workspace.setEnvironment("CANARY_URL", "canary:canary@198.51.100.7:80");
        workspace.write("open", "canary\n", "rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*canary",
                "&canary",
                "!canary",
                "!canary x",
                "!canary!x y",
                "!<canary> y",
                "%canary",
                "@canary",
                "`canary",
                "'canary",
                "|canary",
                "\"\\canary\"",
                "\"${canary}\"",
                "\"${canary:x}\"",
                "\"canary${\"",
                "canary${env:NOT_SET}",
                "{canary: x}",
                "[canary]",
                "[canary",
                "canary: x",
                "x: canary: y",
                "canary\n      canary: y",
                "${file:open}",
            })
    void inAPassword(String password) {
        assertThat(
                        workspace.problems(
                                """
                                service: sample
                                accounts:
                                  - name: home
                                    email: me@example.com
                                    password: %s
                                """
                                        .formatted(password)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(CANARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary:canary@198.51.100.7:80",
                "http://canary:canary@198.51.100.7",
                "http://canary:ca/nary@198.51.100.7:80",
                "\"http://canary:can ary@198.51.100.7:80\"",
                "http://user:%-canary@198.51.100.7:80",
                "http://canary@198.51.100.7:80",
                "socks4a://canary:canary@198.51.100.7:80",
                "http://canary:${env:NOT_SET}@198.51.100.7:80",
                "http://user:canary@198.51.100.7:80/path",
                "http://user:canary@198.51.100.7:99999",
                "${env:CANARY_URL}",
                "//user:canary@198.51.100.7:80",
                "http:canary",
            })
    void inAProxy(String proxy) {
        assertThat(
                        workspace.problems(
                                """
                                service: sample
                                accounts:
                                  - name: home
                                    email: me@example.com
                                    password: ${env:PASSWORD}
                                    nodes:
                                      - name: a
                                        proxy: %s
                                """
                                        .formatted(proxy)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(CANARY));
    }

    @Test
    void inWarningsAndInThePlan() throws Exception {
        Loaded loaded =
                workspace.load(
                        """
                        service: sample
                        accounts:
                          - name: home
                            email: me@example.com
                            password: canary
                            nodes:
                              - name: a
                                proxy: http://user:canary@198.51.100.7:80
                        """);

        assertThat(loaded.warnings()).hasSize(2);
        assertThat(loaded.toString()).contains("me@example.com").doesNotContain(CANARY);
    }
}
