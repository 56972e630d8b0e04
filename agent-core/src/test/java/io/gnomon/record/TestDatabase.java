package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.store.file.Owner;
import io.gnomon.store.write.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Opens a real file, lets tests fail that, and reads it. */
final class TestDatabase implements StoreOpener {

    private final Path file;
    private final OperationRegistry operations;
    private final RunClock clock;
    private final AgentLog log;

    /** How often opening was tried. */
    int tries;

    /** What opening says instead of succeeding; null to succeed. */
    @Nullable
    String refusal;

    /** Called when the file has been opened. */
    Runnable afterOpening = () -> {};

    TestDatabase(Path file, OperationRegistry operations, RunClock clock, AgentLog log) {
        this.file = file;
        this.operations = operations;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Store open() throws IOException {
        refuse();
        Store store = Store.open(
                file,
                Owner.inThisProcess(),
                new RunInfo("test", "", 1, "", "", "", 1, "", "", "", ""),
                operations,
                clock,
                log);
        try {
            afterOpening.run();
        } catch (Throwable failure) {
            closeAfter(store, failure);
            throw failure;
        }
        return store;
    }

    private static void closeAfter(Store store, Throwable failure) {
        try {
            store.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public Store reopen(Store failed) throws IOException {
        refuse();
        return failed.reopen(operations, clock);
    }

    private void refuse() throws IOException {
        tries++;
        if (refusal != null) {
            throw new IOException(refusal);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Has every insert into a table fail. */
    void breakTable(String table) throws SQLException {
        execute("CREATE TRIGGER broken BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'broken'); END");
    }

    void repair() throws SQLException {
        execute("DROP TRIGGER broken");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }
}
