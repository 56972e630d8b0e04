package io.gnomon.cli.input;

import io.gnomon.model.Count;
import io.gnomon.rules.Suggestion;
import io.gnomon.stats.OperationsQuery;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a report is about.
 *
 * @param text what was typed; null: all operations
 * @param ids the operations whose names match; null: all operations
 */
public record OperationFilter(
        @Nullable String text, @Nullable Set<Long> ids) {

    /**
     * Looks the operations up.
     *
     * @throws CommandFailure if there are none of that name
     */
    static OperationFilter of(@Nullable String text, OperationsQuery operations) throws SQLException {
        if (text == null) {
            return new OperationFilter(null, null);
        }
        Map<Long, OperationsQuery.Named> all = operations.all();
        var matching = NameFilter.of(text);
        Set<Long> ids = all.entrySet().stream()
                .filter(operation -> matching.test(operation.getValue().name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            List<String> names = all.values().stream()
                    .map(OperationsQuery.Named::name)
                    .sorted()
                    .toList();
            throw new CommandFailure(
                    ExitCode.NOTHING_FOUND,
                    "none of " + Count.of(names.size(), "operation") + " matches '" + text + "'"
                            + suggestion(text, names));
        }
        return new OperationFilter(text, ids);
    }

    /** What an empty report adds to its sentence. */
    public String describe() {
        Set<Long> chosen = ids;
        return chosen == null || text == null
                ? ""
                : " of " + Count.of(chosen.size(), "operation") + " that " + (chosen.size() == 1 ? "matches" : "match")
                        + " '" + text + "'";
    }

    /** The nearest name, or the nearest beginning of names, which is what a glob begins with. */
    private static String suggestion(String text, Collection<String> names) {
        int sign = 0;
        while (sign < text.length() && text.charAt(sign) != '*' && text.charAt(sign) != '?') {
            sign++;
        }
        String begin = text.substring(0, sign);
        String rest = text.substring(sign);
        String nearest = rest.isEmpty() ? Suggestion.nearest(text, names) : null;
        if (nearest == null) {
            nearest = Suggestion.nearest(begin, rest.isEmpty() ? lastParts(names) : beginnings(names, sign));
        }
        return nearest == null ? "" : ": did you mean '" + nearest + rest + "'?";
    }

    private static Set<String> beginnings(Collection<String> names, int length) {
        return names.stream()
                .map(name -> name.substring(0, Math.min(length, name.length())))
                .collect(Collectors.toSet());
    }

    private static Set<String> lastParts(Collection<String> names) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }
}
