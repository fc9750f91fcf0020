package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageOutlineTest {

    private final PageOutline outline =
            new PageOutline(
                    Redaction.of(new Credentials("canary@example.com", Secret.of("horse"))));

    @Test
    void saysWhatIsThereAndNothingThatTells() {
        assertThat(
                        outline.of(
                                List.of(
                                        "Sign in",
                                        "http://site/login",
                                        List.of(
                                                List.of(0L, "form", "", "f1", "", "", "", "", ""),
                                                List.of(
                                                        1L,
                                                        "input",
                                                        "",
                                                        "",
                                                        "otp",
                                                        "text",
                                                        "Code",
                                                        "Your code",
                                                        ""),
                                                List.of(
                                                        1L,
                                                        "p",
                                                        "alert",
                                                        "",
                                                        "",
                                                        "",
                                                        "",
                                                        "",
                                                        "Sent to Canary@example.com"),
                                                List.of(
                                                        1L,
                                                        "button",
                                                        "",
                                                        "",
                                                        "",
                                                        "submit",
                                                        "",
                                                        "",
                                                        "VERIFY\nIT")))))
                .isEqualTo(
                        """
                        title: Sign in
                        address: http://site/login

                        form id="f1"
                          input name="otp" type="text" placeholder="Code" label="Your code"
                          p role="alert" [redacted]
                          button type="submit" "VERIFY IT"
                        """);
    }

    @Test
    void hasAnEnd() {
        List<Object> row = List.of(0L, "p", "", "", "", "", "", "", "x".repeat(80));
        assertThat(outline.of(List.of("", "", java.util.Collections.nCopies(5000, row))))
                .hasSize(64 * 1024);
    }
}
