package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.store.write.DatabaseBuilder;
import io.gnomon.store.write.OrdersDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.jdbc4.JDBC4Connection;

/** Every command that reads a file, on every file that it cannot read: one sentence, an exit code, and nothing touched. */
class WrongFilesTest {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("stats"),
            List.of("slow"),
            List.of("tree"),
            List.of("errors"),
            List.of("trend"),
            List.of("profile"),
            List.of("top"),
            List.of("runs"),
            List.of("sql", "SELECT * FROM operation_stats"));

    @TempDir
    private Path folder;

    @Test
    void aMissingOne() throws Exception {
        assertRefused("orders.db", "does not exist: name a file that the agent wrote");
        good("order.db");
        assertRefused("orders.db", "does not exist: did you mean " + folder.resolve("order.db") + "?");
    }

    @Test
    void aFolder() throws Exception {
        Files.createDirectory(folder.resolve("gnomon"));
        assertRefused("gnomon", "is a folder: name the .db file in it");
        good("gnomon/orders.db");
        assertRefused("gnomon", "is a folder: name " + folder.resolve("gnomon/orders.db"));
    }

    @Test
    void anEmptyOne() throws IOException {
        Files.createFile(folder.resolve("empty.db"));
        assertRefused("empty.db", "is empty");
    }

    @Test
    void aText() throws IOException {
        Files.writeString(folder.resolve("text.db"), "rules:\n".repeat(1_000));
        assertRefused("text.db", "is not a SQLite database");
    }

    @Test
    void aDatabaseOfSomethingElse() throws Exception {
        String file = folder.resolve("other.db").toString();
        try (Connection other = new JDBC4Connection("jdbc:sqlite:" + file, file, new Properties());
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE run (id INTEGER PRIMARY KEY, miles REAL)");
        }
        assertRefused("other.db", "is a SQLite database, but not a Gnomon database");
    }

    @Test
    void aDamagedOne() throws Exception {
        byte[] bytes = Files.readAllBytes(good("good.db"));
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 100, 4_096, (byte) 0x5A);
        Files.write(folder.resolve("damaged.db"), damaged);
        assertRefused("damaged.db", "is damaged");
    }

    @Test
    void aTruncatedOne() throws Exception {
        byte[] bytes = Files.readAllBytes(good("good.db"));
        for (int length : new int[] {50, 100, 4_096, bytes.length / 2}) {
            Files.write(folder.resolve("cut.db"), Arrays.copyOf(bytes, length));
            assertRefused("cut.db", "is damaged");
        }
    }

    @Test
    void oneOfANewerSchema() throws Exception {
        try (DatabaseBuilder newer = DatabaseBuilder.create(folder.resolve("newer.db"))) {
            newer.execute("PRAGMA user_version = 99");
        }
        assertRefused("newer.db", "was written by a newer Gnomon (schema 99");
    }

    @Test
    void oneThatMustNotBeRead() throws Exception {
        Path file = good("secret.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "root may read everything");
        assertRefused("secret.db", "permission denied");
    }

    @Test
    void aPipe() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe.db").toString()).start();
        assertThat(made.waitFor()).isZero();
        assertRefused("pipe.db", "is a pipe or a device, not a file");
    }

    @Test
    void aLinkToItself() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop.db"), Path.of("loop.db"));
        assertRefused("loop.db", "links lead in a circle");
    }

    @Test
    void oneWithoutAName() {
        for (List<String> command : COMMANDS) {
            CommandRun run = CommandRun.of(arguments(command, "").toArray());
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("gnomon: no file is named: ").hasLineCount(1);
        }
    }

    private void assertRefused(String name, String sentence) throws IOException {
        Map<String, String> before = contents();
        Path file = folder.resolve(name);
        for (List<String> command : COMMANDS) {
            for (String form : new String[] {"", "--json"}) {
                List<String> arguments = arguments(command, file.toString());
                if (!form.isEmpty()) {
                    arguments.add(form);
                }
                CommandRun run = CommandRun.of(arguments.toArray());
                assertThat(run.exitCode()).as(arguments + run.err()).isEqualTo(ExitCode.UNREADABLE_FILE);
                assertThat(run.err())
                        .startsWith("gnomon: " + file + " ")
                        .contains(sentence)
                        .hasLineCount(1);
                assertThat(run.out()).isEmpty();
            }
        }
        assertThat(contents()).isEqualTo(before);
    }

    private static List<String> arguments(List<String> command, String file) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(1, file);
        return arguments;
    }

    private Path good(String name) throws Exception {
        Path file = folder.resolve(name);
        OrdersDatabase.create(file).close();
        return file;
    }

    /** All files that are there, with their content and when it was changed. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                boolean readable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
                contents.put(
                        file.toString(),
                        readable
                                ? Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file))
                                : "");
            }
        }
        return contents;
    }
}
