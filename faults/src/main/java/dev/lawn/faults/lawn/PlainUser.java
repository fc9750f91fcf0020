package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How root starts something as somebody else, with nothing of root left in it. */
final class PlainUser {

    private PlainUser() {}

    /** With the user's own groups, and the environment of a login: HOME, USER, PATH. */
    static List<String> words(String user) throws IOException {
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + group(user),
                "--init-groups",
                "--inh-caps=-all",
                "--reset-env");
    }

    private static String group(String user) throws IOException {
        Process id = new ProcessBuilder("id", "-gn", user).redirectErrorStream(true).start();
        String output = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (id.onExit().join().exitValue() != 0) {
            throw new IOException(output.strip());
        }
        return output.strip();
    }
}
