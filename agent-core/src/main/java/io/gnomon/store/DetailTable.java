package io.gnomon.store;

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

    /** File ids of the stacks met last, by their text. */
    private final Map<String, Long> stackIds = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    DetailTable(Connection connection) throws SQLException {
        insertFailure = connection.prepareStatement("""
                INSERT OR REPLACE INTO failure (sample, type, message, context, stack, caller_stack)
                VALUES (?, ?, ?, NULL, ?, ?)
                """);
        findStack = connection.prepareStatement("SELECT id FROM stack WHERE hash = ? AND text = ?");
        insertStack = connection.prepareStatement("INSERT INTO stack (hash, text) VALUES (?, ?) RETURNING id");
    }

    void write(long sampleId, CallDetail detail) throws SQLException {
        List<Failure> chain = detail.failure();
        List<StackTraceElement> callers = detail.callerStack();
        insertFailure.setLong(1, sampleId);
        insertFailure.setString(2, chain.isEmpty() ? null : chain.get(0).type());
        insertFailure.setString(3, message(chain));
        setStack(4, chain.isEmpty() || chain.get(0).stack().isEmpty() ? null : text(chain));
        setStack(5, callers == null ? null : frames(callers));
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

    private static String text(List<Failure> chain) {
        StringBuilder text = new StringBuilder();
        for (Failure failure : chain) {
            if (!text.isEmpty()) {
                text.append("Caused by: ");
            }
            text.append(failure.type()).append('\n').append(frames(failure.stack()));
        }
        return text.toString();
    }

    private static String frames(List<StackTraceElement> stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append("\tat ").append(frame).append('\n');
        }
        return text.toString();
    }

    private void setStack(int parameter, @Nullable String text) throws SQLException {
        if (text == null || text.isEmpty()) {
            insertFailure.setNull(parameter, java.sql.Types.INTEGER);
        } else {
            insertFailure.setLong(parameter, stackId(text));
        }
    }

    private long stackId(String text) throws SQLException {
        Long known = stackIds.get(text);
        if (known != null) {
            return known;
        }
        long hash = text.hashCode();
        findStack.setLong(1, hash);
        findStack.setString(2, text);
        long id;
        try (ResultSet row = findStack.executeQuery()) {
            id = row.next() ? row.getLong(1) : 0;
        }
        if (id == 0) {
            insertStack.setLong(1, hash);
            insertStack.setString(2, text);
            try (ResultSet row = insertStack.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
        }
        stackIds.put(text, id);
        return id;
    }
}
