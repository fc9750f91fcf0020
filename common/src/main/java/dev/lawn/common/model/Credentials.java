package dev.lawn.common.model;

/**
 * A user name with its password.
 *
 * @param user who signs in; for an account, its e-mail address
 * @param password never printed
 */
public record Credentials(String user, Secret password) {

    /** Only the user: the password is masked by its own type. */
    @Override
    public String toString() {
        return user + ":" + password;
    }
}
