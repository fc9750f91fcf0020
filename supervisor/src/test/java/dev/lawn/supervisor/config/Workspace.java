package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder to load from: the services {@code sample} and {@code other} with their extensions, a
 * browser that is only a name, an environment with {@code PASSWORD}, and what a test adds.
 */
final class Workspace {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private BrowserPlaces places;
    private String accountsPermissions = "rw-------";

    Workspace(Path folder) throws IOException {
        this.folder = folder;
        this.places =
                new BrowserPlaces(
                        List.of(folder.resolve("none"), folder.resolve("chromium")),
                        List.of(folder.resolve("chromedriver")));
        setEnvironment("PASSWORD", "correct horse");
        service("sample", resource("service.yaml"));
        service("other", resource("service.yaml").replace("service: sample", "service: other"));
        write("chromium", "", "rwx------");
        write("chromedriver", "", "rwx------");
    }

    static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(Workspace.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    void setPlaces(BrowserPlaces places) {
        this.places = places;
    }

    void setAccountsPermissions(String permissions) {
        accountsPermissions = permissions;
    }

    /** Writes a service's folder, its extension included. */
    void service(String name, String yaml) throws IOException {
        write("extensions/" + name + "/service.yaml", yaml, "rw-r--r--");
        write("extensions/" + name + "/extension/manifest.json", "{}", "rw-r--r--");
    }

    Path write(String name, String content, String permissions) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8), permissions);
    }

    Path write(String name, byte[] content, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    Loaded load(String accounts) throws IOException, ConfigException {
        Path file = write("accounts.yaml", accounts, accountsPermissions);
        return new ConfigLoader(folder.resolve("extensions"), environment::get, places).load(file);
    }

    /** The lines an operator would see, file names without this folder's path. */
    List<String> problems(String accounts) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> load(accounts));
        return refusal == null ? List.of() : refusal.problems().stream().map(this::shown).toList();
    }

    String shown(Problem problem) {
        return problem.toString().replace(folder + "/", "");
    }
}
