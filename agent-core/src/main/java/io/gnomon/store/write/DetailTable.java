package io.gnomon.store.write;

import io.gnomon.model.CallDetail;
import io.gnomon.model.CallDetail.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what is known of slow and failed calls; each distinct stack once. */
final class DetailTable {

    private static final int MAX_REMEMBERED = 4_096;

    private final PreparedStatement insertFailure;
    private final PreparedStatement findStack;
    private final PreparedStatement insertStack;
    private final LastUse use;

    /** File ids of the stacks met last: the same come again and again, and to write one out takes long. */
    private final Map<List<Section>, Long> stackIds = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Section>, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * A part of a stack's text.
     *
     * @param type of what was thrown; null where nothing was
     */
    private record Section(@Nullable String type, List<StackTraceElement> frames) {}

    DetailTable(Connection connection) throws SQLException {
        insertFailure = connection.prepareStatement("""
                INSERT OR REPLACE INTO failure (sample, type, message, context, stack, caller_stack)
                VALUES (?, ?, ?, NULL, ?, ?)
                """);
        findStack = connection.prepareStatement("SELECT id FROM stack WHERE hash = ? AND text = ?");
        insertStack = connection.prepareStatement("INSERT INTO stack (hash, used, text) VALUES (?, ?, ?) RETURNING id");
        use = new LastUse(connection, "stack");
    }

    /** Stacks that are written from now on are in use at this time. */
    void now(long micros) {
        use.now(micros);
    }

    void write(long sampleId, CallDetail detail) throws SQLException {
        List<Failure> chain = detail.failure();
        List<StackTraceElement> callers = detail.callerStack();
        insertFailure.setLong(1, sampleId);
        insertFailure.setString(2, chain.isEmpty() ? null : chain.get(0).type());
        insertFailure.setString(3, message(chain));
        setStack(4, chain.isEmpty() || chain.get(0).stack().isEmpty() ? List.of() : sections(chain));
        setStack(5, callers == null || callers.isEmpty() ? List.of() : List.of(new Section(null, callers)));
        insertFailure.executeUpdate();
    }

    /** The messages of the whole chain: they vary from call to call, and would make each stack a distinct one. */
    private static @Nullable String message(List<Failure> chain) {
        if (chain.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        String first = chain.get(0).message();
        if (first != null) {
            text.append(first);
        }
        for (Failure cause : chain.subList(1, chain.size())) {
            text.append(text.isEmpty() ? "" : "; ").append("caused by ").append(cause.type());
            if (cause.message() != null) {
                text.append(": ").append(cause.message());
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static List<Section> sections(List<Failure> chain) {
        return chain.stream()
                .map(failure -> new Section(failure.type(), failure.stack()))
                .toList();
    }

    private static String text(List<Section> stack) {
        StringBuilder text = new StringBuilder();
        for (Section section : stack) {
            if (section.type() != null) {
                text.append(text.isEmpty() ? "" : "Caused by: ")
                        .append(section.type())
                        .append('\n');
            }
            for (StackTraceElement frame : section.frames()) {
                text.append("\tat ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private void setStack(int parameter, List<Section> stack) throws SQLException {
        if (stack.isEmpty()) {
            insertFailure.setNull(parameter, java.sql.Types.INTEGER);
        } else {
            insertFailure.setLong(parameter, stackId(stack));
        }
    }

    private long stackId(List<Section> stack) throws SQLException {
        Long known = stackIds.get(stack);
        if (known == null || !use.isThere(known)) {
            known = storedStack(text(stack));
            stackIds.put(stack, known);
        }
        return known;
    }

    private long storedStack(String text) throws SQLException {
        long hash = text.hashCode();
        findStack.setLong(1, hash);
        findStack.setString(2, text);
        try (ResultSet row = findStack.executeQuery()) {
            if (row.next() && use.isThere(row.getLong(1))) {
                return row.getLong(1);
            }
        }
        insertStack.setLong(1, hash);
        insertStack.setLong(2, use.now());
        insertStack.setString(3, text);
        try (ResultSet row = insertStack.executeQuery()) {
            row.next();
            long id = row.getLong(1);
            use.made(id);
            return id;
        }
    }
}
