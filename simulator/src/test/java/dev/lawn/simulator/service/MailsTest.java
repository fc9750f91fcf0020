package dev.lawn.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MailsTest {

    private static final String ACCOUNT = "a@example.com";

    private final Mails mails = new Mails();

    @Test
    void onlyTheLatestMailOfTheSameAccountIsGood() {
        mails.send(ACCOUNT);
        mails.send(ACCOUNT);
        mails.send("b@example.com");

        assertThat(mails.accepts(ACCOUNT, "123456")).isFalse();
        assertThat(mails.accepts(ACCOUNT, "123457")).isTrue();
        assertThat(mails.list())
                .isEqualTo(
                        Map.of(
                                ACCOUNT,
                                new Stats.Mail(2, "123457"),
                                "b@example.com",
                                new Stats.Mail(1, "123456")));
    }

    @Test
    void withoutAMailNoCodeIsGood() {
        assertThat(mails.accepts(ACCOUNT, "123456")).isFalse();
        assertThat(mails.accepts(ACCOUNT, "")).isFalse();
        assertThat(mails.list()).isEmpty();
    }
}
