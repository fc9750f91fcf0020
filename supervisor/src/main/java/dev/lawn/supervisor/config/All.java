package dev.lawn.supervisor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether the parts of a whole could all be read. */
final class All {

    private All() {}

    static boolean present(Optional<?>... parts) {
        return Stream.of(parts).allMatch(Optional::isPresent);
    }

    /**
     * What stands in a list of one or more; empty where any of it could not be read, after all of
     * it was tried.
     */
    static <T> Optional<List<T>> oneOrMore(
            Cursor list, String what, Function<Cursor, Optional<T>> read) {
        Optional<List<T>> all = each(list, read);
        return list.isList() && list.elements().isEmpty()
                ? list.refuse("is empty; write one %s or more".formatted(what))
                : all;
    }

    /** What stands in a list; empty where any of it could not be read, after all was tried. */
    static <T> Optional<List<T>> each(Cursor list, Function<Cursor, Optional<T>> read) {
        List<Cursor> places = list.elements();
        List<T> all = new ArrayList<>();
        places.forEach(at -> read.apply(at).ifPresent(all::add));
        return list.isList() && all.size() == places.size() ? Optional.of(all) : Optional.empty();
    }
}
