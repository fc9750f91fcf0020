package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.OtpForm;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sign_in.otp} of a service.yaml. */
class OtpFormTest {

    private static final String USES_IT =
            """
            service: sample
            accounts:
              - { name: home, email: me@example.com, password: "${env:PASSWORD}" }
            """;

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    private void otp(String form) throws IOException {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("\nstatus:", "  otp: " + form + "\n\nstatus:"));
    }

    private @Nullable OtpForm loaded() throws Exception {
        return workspace.load(USES_IT).plan().nodes().getFirst().service().signIn().otp();
    }

    @Test
    void aFieldIsEnough() throws Exception {
        otp("{ field: { name: otp } }");
        assertThat(loaded()).isEqualTo(new OtpForm(new Element(By.NAME, "otp"), null));
    }

    @Test
    void aButtonMaySendIt() throws Exception {
        otp("{ field: { name: otp }, submit: { button: VERIFY } }");
        assertThat(loaded())
                .isEqualTo(
                        new OtpForm(new Element(By.NAME, "otp"), new Element(By.BUTTON, "VERIFY")));
    }

    @Test
    void mistakesAreNamed() throws Exception {
        otp("{ submit: { buton: VERIFY } }");
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:38: sign_in.otp.field: missing; add it",
                        "extensions/sample/service.yaml:38: sign_in.otp.submit.buton: unknown key,"
                                + " did you mean \"button\"?");
    }
}
