package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with the reference to a password, and with its file. */
class SecretMistakesTest extends MistakesFixture {

    @BeforeEach
    void writeSecrets() throws IOException {
        workspace.write("open-secret", "hunter2", "rw-r--r--");
        workspace.write("group-secret", "hunter2", "rw-r-----");
        workspace.write("empty-secret", "\n", "rw-------");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "unset variable",
                        account("email: me@example.com", "password: ${env:NOT_SET}"),
                        "accounts.yaml:5: accounts[0].password: environment variable NOT_SET is not"
                                + " set; set it before starting, or use ${file:/path}"),
                mistake(
                        "unknown reference",
                        account("email: me@example.com", "password: ${evn:PASSWORD}"),
                        "accounts.yaml:5: accounts[0].password: unknown reference, did you mean"
                                + " \"env\"? Write ${env:NAME}, ${file:/path}, or $${ where a plain"
                                + " ${ is meant"),
                mistake(
                        "unfinished reference",
                        account("email: me@example.com", "password: ${env:PASSWORD"),
                        "accounts.yaml:5: accounts[0].password: a \"${\" without its \"}\"; write"
                                + " $${ where a plain ${ is meant"),
                mistake(
                        "no secret file",
                        account("email: me@example.com", "password: ${file:absent}"),
                        "accounts.yaml:5: accounts[0].password: no secret file absent; create it"
                                + " and type: chmod 600 absent"),
                mistake(
                        "secret file others can read",
                        account("email: me@example.com", "password: ${file:open-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file open-secret can be read"
                                + " by others (rw-r--r--); type: chmod 600 open-secret"),
                mistake(
                        "secret file the group can read",
                        account("email: me@example.com", "password: ${file:group-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file group-secret can be"
                                + " read by others (rw-r-----); type: chmod 600 group-secret"),
                mistake(
                        "secret file that is a folder",
                        account("email: me@example.com", "password: ${file:extensions}"),
                        "accounts.yaml:5: accounts[0].password: secret file extensions is no"
                                + " regular file"),
                mistake(
                        "empty secret file",
                        account("email: me@example.com", "password: ${file:empty-secret}"),
                        "accounts.yaml:5: accounts[0].password: secret file empty-secret is empty"));
    }

    @Test
    void plainPasswordInAFileOthersCanReadIsRefusedOnce() {
        workspace.setAccountsPermissions("rw-r--r--");

        assertThat(
                        workspace.problems(
                                account("email: me@example.com", "password: hunter2")
                                        + """
                                              nodes:
                                                - name: a
                                                  proxy: http://u:hunter3@198.51.100.7:80
                                          """))
                .containsExactly(
                        "accounts.yaml:5: accounts[0].password: a password in plain text, in a file"
                                + " that others can read (rw-r--r--); type: chmod 600"
                                + " accounts.yaml");
    }
}
