package dev.lawn.worker.browser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service's API answered.
 *
 * @param status the HTTP status; 0 where no answer came
 * @param values the texts of values by their JSON pointers, of a list its length; without those
 *     that this answer does not have
 * @param addresses of the devices it lists, as they are written, empty texts where one has none;
 *     empty where it has no such list
 */
public record ApiAnswer(int status, Map<String, String> values, Optional<List<String>> addresses) {

    public ApiAnswer {
        values = Map.copyOf(values);
        addresses = addresses.map(List::copyOf);
    }

    /** An answer without a value. */
    public static ApiAnswer of(int status) {
        return new ApiAnswer(status, Map.of(), Optional.empty());
    }

    /** Whether the service, or something before it, refused the session. */
    public boolean isRefused() {
        return status == 401 || status == 403;
    }

    /** The text there; null where there is none, or no pointer. */
    public @Nullable String at(@Nullable String pointer) {
        return pointer == null ? null : values.get(pointer);
    }
}
