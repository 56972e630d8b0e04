package io.gnomon.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gnomon.store.write.DatabaseBuilder;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadConnectionTest {

    @TempDir
    private Path directory;

    @Test
    void readsWhileAWriterWrites() throws Exception {
        Path file = directory.resolve("orders.db");
        try (DatabaseBuilder writer = OrdersDatabase.create(file);
                ReadConnection reader = ReadConnection.open(file)) {
            assertThat(threads(reader)).isEqualTo(2);
            writer.thread(3, 1, "http-3");
            assertThat(threads(reader)).isEqualTo(3);
            assertThat(reader.note()).isEmpty();
        }
    }

    /** Killed in the middle of a transaction: the file holds half of it, and the journal what was there before. */
    @Test
    void takesBackWhatAKilledProcessHadNotFinished() throws Exception {
        Path file = unfinishedFile();
        try (ReadConnection reader = ReadConnection.open(file)) {
            assertThat(threads(reader)).isEqualTo(2);
            assertThat(reader.note()).isEmpty();
        }
    }

    /** Neither the file nor anything beside it changes because somebody reads it. */
    @Test
    void changesNothing() throws Exception {
        Path file = cleanFile("orders.db");
        byte[] before = Files.readAllBytes(file);
        try (ReadConnection reader = ReadConnection.open(file)) {
            assertThat(threads(reader)).isEqualTo(2);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).containsExactly(file);
            }
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void readsInADirectoryThatCannotBeWritten() throws Exception {
        Path file = cleanFile("orders.db");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(directory), "root may write everywhere");
            try (ReadConnection reader = ReadConnection.open(file)) {
                assertThat(threads(reader)).isEqualTo(2);
            }
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void opensAFileWhoseNameHoldsSignsOfAUrl() throws Exception {
        try (ReadConnection reader = ReadConnection.open(cleanFile("a b?c=1&d#e%41.db"))) {
            assertThat(threads(reader)).isEqualTo(2);
        }
    }

    @Test
    void refusesToWrite() throws Exception {
        try (ReadConnection reader = ReadConnection.open(cleanFile("orders.db"));
                Statement statement = reader.connection().createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM sample"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        assertUnreadable(directory.resolve("none.db"), "none.db does not exist");
        assertUnreadable(directory, "is a directory: name the .db file in it");

        Path text = Files.writeString(directory.resolve("notes.txt"), "no database\n".repeat(200));
        assertUnreadable(text, "notes.txt is not a SQLite database");

        Path empty = Files.createFile(directory.resolve("empty.db"));
        assertUnreadable(empty, "not a Gnomon database");
        assertThat(empty).isEmptyFile();

        Path newer = directory.resolve("newer.db");
        OrdersDatabase.create(newer).execute("PRAGMA user_version = 2").close();
        assertUnreadable(newer, "newer Gnomon (schema 2, this one reads up to 1)");
    }

    private static void assertUnreadable(Path file, String reason) {
        assertThatThrownBy(() -> ReadConnection.open(file).close())
                .isInstanceOf(UnreadableDatabaseException.class)
                .hasMessageContaining(reason);
    }

    /** A copy of a file and its journal, taken while the pages of a large transaction are being written. */
    private Path unfinishedFile() throws Exception {
        Path file = directory.resolve("orders.db");
        Path left = directory.resolve("left.db");
        try (DatabaseBuilder writer = OrdersDatabase.create(file)) {
            writer.execute("PRAGMA cache_size = 1").execute("BEGIN IMMEDIATE");
            for (int id = 3; id < 5_000; id++) {
                writer.thread(id, 1, "a thread with a name that takes some room " + id);
            }
            Files.copy(file, left);
            Files.copy(directory.resolve("orders.db-journal"), directory.resolve("left.db-journal"));
            writer.execute("COMMIT");
        }
        return left;
    }

    private Path cleanFile(String name) throws SQLException {
        Path file = directory.resolve(name);
        OrdersDatabase.create(file).close();
        return file;
    }

    private static long threads(ReadConnection reader) throws SQLException {
        try (Statement statement = reader.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM thread")) {
            row.next();
            return row.getLong(1);
        }
    }
}
