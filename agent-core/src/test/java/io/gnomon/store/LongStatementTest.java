package io.gnomon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LongStatementTest {

    private static final String INSERT = "INSERT INTO numbers (id, number) VALUES (?, ?)";

    @TempDir
    Path folder;

    private Connection connection;

    private enum Kind {
        NATIVE {
            @Override
            LongStatement prepare(Connection connection) throws SQLException, ReflectiveOperationException {
                return new NativeLongStatement(connection, connection.prepareStatement(INSERT));
            }
        },
        JDBC {
            @Override
            LongStatement prepare(Connection connection) throws SQLException {
                return new JdbcLongStatement(connection.prepareStatement(INSERT));
            }
        };

        abstract LongStatement prepare(Connection connection) throws SQLException, ReflectiveOperationException;
    }

    @BeforeEach
    void open() throws IOException, SQLException {
        SqliteLibrary.load();
        connection = SqliteConnections.openForWriting(folder.resolve("numbers.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY, number INTEGER)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void withTheBundledDriverNoGarbageIsMade() throws SQLException {
        assertThat(LongStatement.prepare(connection, INSERT)).isInstanceOf(NativeLongStatement.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyValueArrives(Kind kind) throws Exception {
        LongStatement insert = kind.prepare(connection);
        insert(insert, 1, Long.MIN_VALUE);
        insert(insert, 2, Long.MAX_VALUE);
        insert.set(1, 3);
        insert.setNull(2);
        insert.execute();
        insert(insert, 4, 0);

        assertThat(numbers()).containsExactly("1 " + Long.MIN_VALUE, "2 " + Long.MAX_VALUE, "3 null", "4 0");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailureIsToldWithItsCodeAndTheStatementWorksOn(Kind kind) throws Exception {
        LongStatement insert = kind.prepare(connection);
        insert(insert, 1, 1);

        assertThatThrownBy(() -> insert(insert, 1, 2))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("UNIQUE")
                .satisfies(failure -> assertThat(((SQLException) failure).getErrorCode() & 0xFF)
                        .isEqualTo(19 /* SQLITE_CONSTRAINT */));
        insert(insert, 2, 2);

        assertThat(numbers()).containsExactly("1 1", "2 2");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void afterTheConnectionIsClosedItFailsInOrder(Kind kind) throws Exception {
        LongStatement insert = kind.prepare(connection);
        insert(insert, 1, 1);
        connection.close();

        assertThatThrownBy(() -> insert(insert, 2, 2)).isInstanceOf(SQLException.class);
    }

    private static void insert(LongStatement insert, long id, long number) throws SQLException {
        insert.set(1, id);
        insert.set(2, number);
        insert.execute();
    }

    private List<String> numbers() throws SQLException {
        List<String> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, number FROM numbers ORDER BY id")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1) + " " + rows.getString(2));
            }
        }
        return numbers;
    }
}
