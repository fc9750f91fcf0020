package dev.lawn.supervisor.config;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of accounts.yaml that may refer to the environment or to a file: <code>${env:NAME}
 * </code>, <code>${file:/path}</code>. No message repeats a value.
 */
final class Secrets {

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("^[^/]*//[^:@]*:[^@]+@.*");

    private final Path accountsYaml;
    private final Function<String, @Nullable String> environment;
    private boolean openFileReported;

    Secrets(Path accountsYaml, Function<String, @Nullable String> environment) {
        this.accountsYaml = accountsYaml;
        this.environment = environment;
    }

    /** A text that need not be secret, such as an e-mail address. */
    Optional<String> text(Cursor at) {
        return at.text().flatMap(raw -> Template.fill(at, raw, body -> value(at, body)));
    }

    /** A password; one in plain text is warned about. */
    Optional<Secret> password(Cursor at) {
        Optional<String> raw = at.text();
        if (raw.filter(text -> !Template.literalPart(text).isEmpty()).isPresent()) {
            checkPlainText(at, "a password");
        }
        return raw.flatMap(text -> Template.fill(at, text, body -> value(at, body)))
                .map(Secret::of);
    }

    /**
     * A proxy's URL. What a reference inside it gives is percent-encoded, so that a password may
     * hold any character; a reference that is the whole value gives the whole URL.
     */
    Optional<ProxyAddress> proxy(Cursor at) {
        Optional<String> raw = at.text();
        if (raw.filter(Secrets::holdsPassword).isPresent()) {
            checkPlainText(at, "a proxy's password");
        }
        return raw.flatMap(text -> proxyUrl(at, text)).flatMap(url -> parsed(at, url));
    }

    private static boolean holdsPassword(String text) {
        return PASSWORD_IN_URL.matcher(Template.literalPart(text)).matches();
    }

    private Optional<String> proxyUrl(Cursor at, String text) {
        if (Template.isOneReference(text)) {
            return Template.fill(at, text, body -> value(at, body));
        }
        return Template.fill(at, text, body -> value(at, body).map(Secrets::percentEncoded));
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<ProxyAddress> parsed(Cursor at, String url) {
        try {
            return Optional.of(ProxyAddress.parse(url));
        } catch (IllegalArgumentException e) {
            return at.refuse(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> value(Cursor at, String body) {
        if (body.startsWith("env:")) {
            return variable(at, body.substring("env:".length()));
        }
        if (body.startsWith("file:")) {
            return file(at, body.substring("file:".length()));
        }
        int colon = body.indexOf(':');
        // Without a colon it may be a piece of a password, so nothing of it is repeated.
        String hint =
                colon < 0 ? "" : Suggestion.of(body.substring(0, colon), List.of("env", "file"));
        return at.refuse(
                "unknown reference"
                        + hint
                        + (hint.endsWith("?") ? " Write" : "; write")
                        + " ${env:NAME}, ${file:/path}, or $${ where a plain ${ is meant");
    }

    private Optional<String> variable(Cursor at, String name) {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            return at.refuse(
                    "environment variable %s is %s; set it before starting, or use ${file:/path}"
                            .formatted(name, value == null ? "not set" : "empty"));
        }
        return Optional.of(value);
    }

    /** Beside accounts.yaml where the path is relative. */
    private Optional<String> file(Cursor at, String path) {
        try {
            return SecretFile.read(accountsYaml.resolveSibling(path), at);
        } catch (InvalidPathException _) {
            return at.refuse("no path after ${file:; write ${file:/path}");
        }
    }

    /** A problem, once, where others can read the file; a warning where only its owner can. */
    private void checkPlainText(Cursor at, String what) {
        Optional<String> open = openToOthers();
        if (open.isEmpty()) {
            at.warning(what + " in plain text; better write ${file:/path} or ${env:NAME}");
        } else if (!openFileReported) {
            openFileReported = true;
            at.problem(
                    "%s in plain text, in a file that others can read (%s); type: chmod 600 %s"
                            .formatted(what, open.get(), accountsYaml));
        }
    }

    private Optional<String> openToOthers() {
        try {
            return FileAccess.openToOthers(accountsYaml);
        } catch (IOException _) {
            // It was read a moment ago; one that has gone since is not open to anybody.
            return Optional.empty();
        }
    }
}
