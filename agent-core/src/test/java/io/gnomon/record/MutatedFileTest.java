package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.fuzz.Fuzzing;
import io.gnomon.fuzz.Mutator;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.retention.Retention;
import io.gnomon.retention.RetentionSettings;
import io.gnomon.rules.TimingMode;
import io.gnomon.store.write.OrdersDatabase;
import io.gnomon.text.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of a killed run in which bytes are wrong, or in its journal: a new run goes on in it, or in another one and says why.
 * Nothing is thrown, nothing hangs, nothing is deleted, and the run is whole wherever it is.
 */
class MutatedFileTest {

    private static final int QUEUE_BYTES = 8 << 20;
    private static final int HEADER_BYTES = 100;
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private byte[] database = NOTHING;
    private byte[] journal = NOTHING;

    @BeforeEach
    void makeFiles() throws Exception {
        Path file = folder.resolve("sound.db");
        OrdersDatabase.create(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // A process that is no more: the last one wrote in order.
            statement.execute("INSERT OR REPLACE INTO owner VALUES (1, 'killed', 1, '0', '', '')");
            statement.execute("UPDATE run SET ended = NULL");
            // What a kill in the middle of a commit leaves: some pages are new, and the journal has the old ones.
            statement.execute("PRAGMA cache_size = 5");
            statement.execute("PRAGMA cache_spill = ON");
            statement.execute("BEGIN");
            statement.execute("UPDATE sample SET duration = duration + 1");
            statement.execute("UPDATE rollup SET sum = sum + 1");
            database = Files.readAllBytes(file);
            journal = Files.readAllBytes(folder.resolve("sound.db-journal"));
            statement.execute("ROLLBACK");
        }
        assertThat(journal).hasSizeGreaterThan(512);
    }

    @AfterEach
    void disconnect() {
        GnomonRecorder.disconnect();
    }

    @Test
    void aNewRunGoesOnInItOrInAnotherFile() throws Exception {
        Fuzzing.run(1_000, mutator -> {
            Path own = Files.createDirectory(folder.resolve("case"));
            byte[] left = mutator.below(4) == 0 ? database : mutated(database, mutator);
            byte[] beside = mutator.below(2) == 0
                    ? NOTHING
                    : Arrays.equals(left, database) ? mutated(journal, mutator) : journal;
            Path file = Files.write(own.resolve("calls.db"), left);
            if (beside.length > 0) {
                Files.write(own.resolve("calls.db-journal"), beside);
            }

            run(file);

            // What a journal takes back changes a file; where there is none it is the same, under whatever name.
            if (beside.length == 0 && aside(own) != null) {
                assertThat(aside(own)).hasBinaryContent(left);
            } else if (beside.length == 0 && !used(file).equals(file)) {
                assertThat(file).hasBinaryContent(left);
            } else {
                assertThat(new CallsOf(used(file)).number("SELECT max(id) FROM run"))
                        .as("runs, unless it is a new file")
                        .isGreaterThan(aside(own) == null && used(file).equals(file) && left.length > 0 ? 1 : 0);
            }
            empty(own);
        });
    }

    /** It may be precious, and be mended by whoever knows it. */
    @Test
    void aDamagedDatabaseOfSomebodyElseIsLeftAsItIs() throws Exception {
        Path theirs = folder.resolve("theirs.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + theirs);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (value TEXT)");
            statement.execute("INSERT INTO theirs VALUES ('precious')");
        }
        byte[] bytes = Files.readAllBytes(theirs);
        Arrays.fill(bytes, HEADER_BYTES, 1_000, (byte) 0xA5);
        Files.write(theirs, bytes);

        List<String> said = run(theirs);

        assertThat(theirs).hasBinaryContent(bytes);
        assertThat(said)
                .containsExactly(theirs
                        + " is a database, but not a Gnomon database: another file is used; name one with database=");
    }

    private static @Nullable Path aside(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.getFileName().toString().matches("calls\\.db\\.damaged-[-0-9]+"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Half of them in the header, where each byte has a meaning. */
    private static byte[] mutated(byte[] whole, Mutator mutator) {
        if (mutator.below(2) == 0) {
            return mutator.bytes(whole);
        }
        byte[] bytes = whole.clone();
        for (int edits = 1 + mutator.below(3); edits > 0; edits--) {
            bytes[mutator.below(HEADER_BYTES)] = (byte) mutator.below(256);
        }
        return bytes;
    }

    /** What was said. */
    private List<String> run(Path file) throws Exception {
        CollectingLog log = new CollectingLog();
        OperationRegistry operations = new OperationRegistry(Duration.ofHours(1));
        RunClock clock = new RunClock();
        StoreKeeper keeper = new StoreKeeper(new TestDatabase(file, operations, clock, log), log);
        RecorderSink sink = new RecorderSink(operations, (question, arguments) -> null, log, QUEUE_BYTES);
        Retention retention = new Retention(
                new RetentionSettings(
                        Duration.ofHours(24),
                        Duration.ofHours(6),
                        Duration.ofDays(7),
                        Duration.ofDays(90),
                        Duration.ofDays(1_000),
                        1L << 30,
                        0),
                clock::steadyMicros,
                log);
        Recording recording = new Recording(
                new WriterSettings(
                        1_000,
                        1_000,
                        50_000,
                        Duration.ofSeconds(1),
                        QUEUE_BYTES,
                        Double.POSITIVE_INFINITY,
                        new Redaction(List.of())),
                operations,
                sink,
                clock,
                keeper,
                List.of(retention),
                () -> 0,
                log);
        GnomonRecorder.connect(sink);
        int plain = operations
                .register(new OperationSpec("plain", null, "test", "", null, TimingMode.DEFAULT))
                .id();
        try {
            for (int flush = 0; flush < 4; flush++) {
                call(plain);
                recording.read();
                recording.flush();
            }
            recording.finish();
        } finally {
            GnomonRecorder.disconnect();
            keeper.close();
            recording.release();
        }

        assertThat(recording.isWritten())
                .as("written in the end: " + log.warnings)
                .isTrue();
        assertThat(log.warnings)
                .hasSizeLessThanOrEqualTo(3)
                .allSatisfy(said -> assertThat(said).doesNotContain("Exception", "SQLITE_MISUSE"));
        Path used = used(file);
        if (!used.equals(file)) {
            assertThat(log.warnings).anyMatch(said -> said.contains("another file is used"));
        }
        assertWhole(used);
        return log.warnings;
    }

    private static void call(int operation) throws InterruptedException {
        Thread thread = new Thread(() -> {
            for (int call = 0; call < 10; call++) {
                GnomonRecorder.exit(GnomonRecorder.enter(operation));
            }
        });
        thread.start();
        thread.join();
    }

    private static Path used(Path file) {
        Path second = file.resolveSibling(file.getFileName().toString().replace(".db", "-2.db"));
        return Files.exists(second) ? second : file;
    }

    private static void assertWhole(Path used) throws Exception {
        CallsOf calls = new CallsOf(used);
        assertThat(calls.text("PRAGMA quick_check")).isEqualTo("ok");
        assertThat(calls.text("SELECT calls FROM operation_stats WHERE operation = 'plain' ORDER BY run DESC LIMIT 1"))
                .isEqualTo("40");
        assertThat(calls.text(
                        "SELECT produced - stored - sampled_out - pending - dropped FROM accounts ORDER BY run DESC"
                                + " LIMIT 1"))
                .isEqualTo("0");
    }

    private record CallsOf(Path file) {
        long number(String query) throws Exception {
            return Long.parseLong(text(query));
        }

        String text(String query) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(query)) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }

    private static void empty(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(own);
    }
}
