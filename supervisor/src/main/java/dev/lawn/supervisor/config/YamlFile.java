package dev.lawn.supervisor.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * One YAML file from disk to its root value. What is wrong with the file as YAML ends its reading,
 * so it is one problem.
 */
final class YamlFile {

    /** Hundreds of accounts fit in a tenth of it. */
    static final int MOST_BYTES = 1 << 20;

    /** The formats need 6; the composer is recursive, so a deep file would take the stack. */
    static final int DEEPEST = 32;

    private static final String WHAT_TO_DO =
            "; look at this line and the one above: indent with spaces, put a space after each"
                    + " colon, and quote values with special characters";

    private final Path path;
    private final Source source;
    private final LoadSettings settings;

    private YamlFile(Path path, Report report) {
        this.path = path;
        this.source = new Source(path.toString(), report, Source.Substitution.NONE);
        // Failsafe: every value is the text it is written as. The other schemas give values such as
        // ${NAME} a meaning of their own.
        this.settings =
                LoadSettings.builder()
                        .setLabel(path.toString())
                        .setSchema(new FailsafeSchema())
                        .setAllowNonScalarKeys(true)
                        .build();
    }

    /** The root value of the file; empty after its problem was reported. */
    static Optional<Cursor> read(Path path, Report report) {
        report.open(path.toString());
        YamlFile file = new YamlFile(path, report);
        return file.content().filter(file::isSound).flatMap(file::root);
    }

    private Optional<String> content() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return refused(0, "is larger than 1 MiB; is it the right file?");
            }
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return refused(0, "is not UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException _) {
            return refused(0, "no such file; create it or name another one");
        } catch (AccessDeniedException _) {
            return refused(0, "may not be read by this user; give it to this user by chown");
        } catch (IOException e) {
            return refused(0, "cannot be read: " + e.getMessage());
        }
    }

    /** Whether the text is YAML, without aliases and not too deep. */
    private boolean isSound(String content) {
        try {
            int depth = 0;
            for (Event event : new Parse(settings).parseString(content)) {
                depth += step(event);
                if (depth > DEEPEST) {
                    refused(lineOf(event), "is nested deeper than %d levels".formatted(DEEPEST));
                    return false;
                }
                if (event.getEventId() == Event.ID.Alias) {
                    // The name is not repeated: it may be an unquoted password.
                    refused(
                            lineOf(event),
                            "a value that begins with \"*\" is a YAML alias, which is not supported;"
                                    + " write the value again, or put it in quotes");
                    return false;
                }
            }
            return true;
        } catch (YamlEngineException e) {
            notYaml(e);
            return false;
        }
    }

    private static int step(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
        };
    }

    private Optional<Cursor> root(String content) {
        try {
            return new Compose(settings)
                    .composeString(content)
                    .map(node -> new Cursor(node, "", source))
                    .or(() -> refused(0, "is empty"));
        } catch (YamlEngineException e) {
            return notYaml(e);
        }
    }

    /** Only the parser's own words: a snippet of the file could show a secret. */
    private <T> Optional<T> notYaml(YamlEngineException exception) {
        if (!(exception instanceof MarkedYamlEngineException marked)) {
            return refused(0, "is not valid YAML: it holds characters that YAML does not allow");
        }
        Mark mark = marked.getProblemMark().orElseThrow(() -> exception);
        String what =
                marked.getProblem().startsWith("found undefined tag handle")
                        ? "a value begins with \"!\""
                        : marked.getProblem();
        return refused(
                mark.getLine() + 1,
                "is not valid YAML at column %d: %s%s"
                        .formatted(mark.getColumn() + 1, what, WHAT_TO_DO));
    }

    private <T> Optional<T> refused(int line, String message) {
        source.problem(line, "", message);
        return Optional.empty();
    }

    private static int lineOf(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
