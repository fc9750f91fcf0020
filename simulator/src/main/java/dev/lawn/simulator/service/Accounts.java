package dev.lawn.simulator.service;

import dev.lawn.common.model.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who may sign in. An account is known by its e-mail address. */
public final class Accounts {

    private final List<Credentials> all;

    public Accounts(List<Credentials> all) {
        this.all = List.copyOf(all);
    }

    /** Whether this address signs in with this password. */
    public boolean accepts(String email, String password) {
        return all.stream()
                .anyMatch(
                        each ->
                                each.user().equals(email)
                                        && each.password().reveal().equals(password));
    }

    /** Whether there is an account of this address. */
    public boolean exists(String email) {
        return all.stream().anyMatch(each -> each.user().equals(email));
    }

    /** The account's id: the same in every run. */
    public static String userId(String email) {
        return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The account of this id. */
    public Optional<String> emailOf(String userId) {
        return all.stream()
                .map(Credentials::user)
                .filter(email -> userId(email).equals(userId))
                .findFirst();
    }
}
