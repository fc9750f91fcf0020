package dev.lawn.supervisor.config;

import dev.lawn.common.model.NodeName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names that may be given once: well formed, and refused the second time. */
final class UniqueNames {

    private final String what;
    private final Map<String, Cursor> owners = new HashMap<>();

    /**
     * @param what what is named, for messages: {@code node}
     */
    UniqueNames(String what) {
        this.what = what;
    }

    /** The name that stands at {@code at}, now taken. */
    Optional<String> take(Cursor at) {
        return at.text().filter(name -> isWellFormed(at, name)).filter(name -> isFree(at, name));
    }

    private boolean isWellFormed(Cursor at, String name) {
        boolean valid = NodeName.isValid(name);
        if (!valid) {
            at.problem(
                    "\"%s\" is no %s name; write 1 to 63 lower-case letters, digits and inner hyphens"
                            .formatted(name, what));
        }
        return valid;
    }

    private boolean isFree(Cursor at, String name) {
        Cursor owner = owners.putIfAbsent(name, at);
        if (owner != null) {
            at.problem(
                    "duplicate %s name \"%s\", taken by %s on line %d; give it another one"
                            .formatted(what, name, owner.path(), owner.line()));
        }
        return owner == null;
    }
}
