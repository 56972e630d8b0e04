package io.gnomon.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gnomon.store.file.SqliteConnections;
import io.gnomon.store.file.SqliteLibrary;
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

class InsertTest {

    private static final String INSERT = "INSERT INTO numbers (id, number) VALUES (?, ?)";

    @TempDir
    Path folder;

    private Connection connection;

    private enum Kind {
        NATIVE {
            @Override
            Insert prepare(Connection connection) throws SQLException, ReflectiveOperationException {
                return new NativeInsert(connection, connection.prepareStatement(INSERT));
            }
        },
        JDBC {
            @Override
            Insert prepare(Connection connection) throws SQLException {
                return new JdbcInsert(connection.prepareStatement(INSERT));
            }
        };

        abstract Insert prepare(Connection connection) throws SQLException, ReflectiveOperationException;
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
        assertThat(Insert.prepare(connection, INSERT)).isInstanceOf(NativeInsert.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyValueArrives(Kind kind) throws Exception {
        Insert insert = kind.prepare(connection);
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
    void bytesArrive(Kind kind) throws Exception {
        Insert insert = kind.prepare(connection);
        insert.set(1, 1);
        insert.set(2, new byte[] {0, -1, 127});
        insert.execute();
        insert.set(1, 2);
        insert.set(2, new byte[0]);
        insert.execute();

        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT hex(number) FROM numbers ORDER BY id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("00FF7F");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailureIsToldWithItsCodeAndTheStatementWorksOn(Kind kind) throws Exception {
        Insert insert = kind.prepare(connection);
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
        Insert insert = kind.prepare(connection);
        insert(insert, 1, 1);
        connection.close();

        assertThatThrownBy(() -> insert(insert, 2, 2)).isInstanceOf(SQLException.class);
    }

    private static void insert(Insert insert, long id, long number) throws SQLException {
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
