package dev.lawn.supervisor.extension;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A lock as JSON, with a version in it. */
final class LockJson {

    /** Grows with a change that an older Lawn would misread. */
    private static final int VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private LockJson() {}

    private record Stored(
            int lockVersion,
            @Nullable String id,
            @Nullable String name,
            @Nullable String version,
            @Nullable String source,
            @Nullable Instant added,
            @Nullable String sha256,
            @Nullable String treeSha256,
            @Nullable List<String> permissions,
            @Nullable List<String> hostPermissions,
            @Nullable List<String> optionalPermissions,
            @Nullable List<String> optionalHostPermissions,
            @Nullable List<String> contentScripts) {}

    static String write(Lock lock) {
        Permissions asked = lock.permissions();
        return MAPPER.writeValueAsString(
                        new Stored(
                                VERSION,
                                lock.id(),
                                lock.name(),
                                lock.version(),
                                lock.source(),
                                lock.added(),
                                lock.sha256(),
                                lock.treeSha256(),
                                asked.permissions(),
                                asked.hosts(),
                                asked.optional(),
                                asked.optionalHosts(),
                                asked.contentScripts()))
                + "\n";
    }

    /**
     * Reads it back.
     *
     * @throws ExtensionException where it is no such text, or of a version this Lawn does not know
     */
    static Lock read(byte[] json) throws ExtensionException {
        try {
            Stored stored = MAPPER.readValue(json, Stored.class);
            if (stored != null && stored.lockVersion() > VERSION) {
                throw new ExtensionException(
                        "a newer Lawn wrote it (version %d); use that one, or remove the lock and the unpacked extension, and add that again"
                                .formatted(stored.lockVersion()));
            }
            if (stored != null && stored.lockVersion() == VERSION) {
                return lock(stored);
            }
        } catch (JacksonException | NullPointerException _) {
            // Their messages repeat pieces of what may be anything.
        }
        throw noLock();
    }

    private static ExtensionException noLock() {
        return new ExtensionException(
                "is no lock that Lawn wrote; remove it and the unpacked extension, and add that again with: lawn extension add");
    }

    private static Lock lock(Stored stored) throws ExtensionException {
        if (!ExtensionId.isOne(required(stored.id()))
                || !SHA_256.matcher(required(stored.sha256())).matches()
                || !SHA_256.matcher(required(stored.treeSha256())).matches()) {
            throw noLock();
        }
        return new Lock(
                required(stored.id()),
                required(stored.name()),
                required(stored.version()),
                required(stored.source()),
                required(stored.added()),
                required(stored.sha256()),
                required(stored.treeSha256()),
                new Permissions(
                        required(stored.permissions()),
                        required(stored.hostPermissions()),
                        required(stored.optionalPermissions()),
                        required(stored.optionalHostPermissions()),
                        required(stored.contentScripts())));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
